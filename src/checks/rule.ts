import type { DiagnosticCode } from '../base/codes.ts';
import type { Place } from '../base/diagnostics.ts';
import { type Box, common } from '../pdf/read/box.ts';
import type { PdfDocument } from '../pdf/read/document.ts';
import type { PageEvent } from '../pdf/read/events.ts';
import type { Dict } from '../pdf/read/objects.ts';
import type { Page } from '../pdf/read/pages.ts';
import type { Claims } from './claims.ts';

/** What a file is for; each is held to its own standards (DESIGN section 2). */
export const PROFILES = ['screen', 'print', 'archive'] as const;
export type Profile = (typeof PROFILES)[number];

/** What a rule sees of the file and of the check. */
export interface CheckContext {
  readonly document: PdfDocument;
  readonly profile: Profile;
  /** Whether the user named the profile; else it was told from the claims. */
  readonly asked: boolean;
  readonly claims: Claims;
  readonly report: (code: DiagnosticCode, message: string, place?: Place, hint?: string) => void;
}

/** A rule at work on one file. All rules see the file in one walk, in the order of these members. */
export interface Watcher {
  /** Each dictionary and stream that the trailer leads to, with the object it is or lies in. */
  readonly object?: (dict: Dict) => void;
  readonly page?: (page: Page) => void;
  /** What a page paints, in order. */
  readonly event?: (event: PageEvent, page: Page) => void;
  readonly pageEnd?: (page: Page) => void;
  readonly end?: () => void;
}

/** A rule of preflight. The codes stand in base/codes/preflight.ts with severity and the sections of the standards. */
export interface Rule {
  readonly profiles: readonly Profile[];
  readonly begin: (context: CheckContext) => Watcher;
}

export const EVERY: readonly Profile[] = PROFILES;
export const ON_SCREEN: readonly Profile[] = ['screen', 'archive'];
export const IN_PRINT: readonly Profile[] = ['print'];

/** A rule that looks at the document as a whole. */
export function documentRule(profiles: readonly Profile[], check: (context: CheckContext) => void): Rule {
  return { profiles, begin: (context) => ({ end: () => check(context) }) };
}

/** Whether some of it stays when the page is cut: marks of printers lie outside. */
export const isKept = ({ visible }: PageEvent, page: Page): boolean =>
  visible !== undefined && common(visible, page.boxes.TrimBox ?? page.cropBox) !== undefined;

/** Where on a page something is painted. */
export const placeOf = (event: PageEvent, page: Page): Place => ({
  page: page.number,
  area: roundedBox(event.visible ?? event.box),
  ...(event.kind === 'text' && event.text.trim() ? { box: `"${shortened(event.text)}"` } : {}),
});

export const roundedBox = ([left, bottom, right, top]: Box): Box => {
  const round = (value: number): number => Math.round(value * 100) / 100;
  return [round(left), round(bottom), round(right), round(top)];
};

const shortened = (text: string): string => (text.length > 30 ? `${text.slice(0, 29)}…` : text).trim();
