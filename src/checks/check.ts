import type { DiagnosticCode } from '../base/codes.ts';
import { type Diagnostic, finding, type Place, type Report } from '../base/diagnostics.ts';
import { ContentReader } from '../pdf/read/content.ts';
import { openDocument, type PdfDocument } from '../pdf/read/document.ts';
import { decodeStream, filtersOf } from '../pdf/read/filters.ts';
import { Stream } from '../pdf/read/objects.ts';
import type { Budget, ByteSource } from '../pdf/read/source.ts';
import { LONGEST_STREAM, type ObjectStore } from '../pdf/read/store.ts';
import { type Claims, profileOf, readClaims } from './claims.ts';
import { COLOR_RULES } from './color-rules.ts';
import { contrast } from './contrast/contrast.ts';
import { Coverage, type PageInk } from './coverage.ts';
import { FindingLimit } from './finding-limit.ts';
import { IDENTITY_RULES } from './identity.ts';
import { INK_RULES } from './ink-rules.ts';
import { OBJECT_RULES } from './object-rules.ts';
import { OUTPUT_INTENT_RULES } from './output-intents.ts';
import { PAGE_RULES } from './page-rules.ts';
import { reachable } from './reachable.ts';
import type { CheckContext, Profile, Rule, Watcher } from './rule.ts';
import { TAG_RULES } from './tags/tag-rules.ts';
import { TEXT_RULES } from './text-rules.ts';

export const RULES: readonly Rule[] = [
  ...IDENTITY_RULES,
  ...OUTPUT_INTENT_RULES,
  ...PAGE_RULES,
  ...OBJECT_RULES,
  ...TEXT_RULES,
  ...COLOR_RULES,
  ...INK_RULES,
  ...TAG_RULES,
  contrast,
];

export interface CheckOptions {
  /** Else told from what the file says of itself. */
  readonly profile?: Profile | undefined;
  readonly budget: Budget;
}

export interface CheckedFile {
  readonly findings: readonly Diagnostic[];
  readonly profile: Profile | undefined;
  readonly claims: Claims | undefined;
  readonly pages: number;
  /** Of print files, see `Coverage`. */
  readonly ink: readonly PageInk[];
}

/** Preflight of one file. `file` is the name that findings bear. */
export function checkPdf(source: ByteSource, file: string, { profile: asked, budget }: CheckOptions): CheckedFile {
  const kept = new FindingLimit(file);
  // What is found after the time is over would speak of what was not read.
  const report: Report = (diagnostic) => {
    if (!budget.spent()) kept.report(diagnostic);
  };
  const document = openDocument(source, report, budget);
  if (!document) {
    if (budget.spent()) kept.report(incomplete('nothing in it'));
    return { findings: kept.list, profile: asked, claims: undefined, pages: 0, ink: [] };
  }
  const claims = readClaims(document);
  const profile = asked ?? profileOf(claims);
  const ink = walk(document, { profile, asked: asked !== undefined, claims }, report, kept.report);
  return { findings: kept.list, profile, claims, pages: document.pages.length, ink };
}

const incomplete = (seen: string): Diagnostic =>
  finding('check-incomplete', `the time was over when ${seen} had been looked at`, {}, 'give it more with --seconds');

/** Lets all rules see the file in one walk: its objects as they stand, those the trailer leads to, its pages. */
function walk(
  document: PdfDocument,
  aim: Pick<CheckContext, 'profile' | 'asked' | 'claims'>,
  report: Report,
  always: Report,
): readonly PageInk[] {
  const { budget } = document.store;
  const context = {
    document,
    ...aim,
    report: (code: DiagnosticCode, message: string, place: Place = {}, hint?: string): void =>
      report(finding(code, message, place, hint)),
  };
  const watchers: readonly Watcher[] = RULES.filter(({ profiles }) => profiles.includes(aim.profile)).map((rule) =>
    rule.begin(context),
  );
  const coverage = aim.profile === 'print' ? new Coverage() : undefined;
  const reader = new ContentReader(document);
  const eventWatchers = watchers.filter(({ event }) => event);
  let done = 0;
  for (const page of document.pages) {
    for (const watcher of watchers) watcher.page?.(page);
    reader.read(
      page,
      (event) => {
        coverage?.add(event);
        for (const watcher of eventWatchers) watcher.event!(event, page);
      },
      (message) => report(finding('pdf-content', message, { page: page.number })),
    );
    for (const watcher of watchers) watcher.pageEnd?.(page);
    coverage?.endPage(page);
    if (budget.spent()) break;
    done++;
  }
  for (const dict of reachable(document.trailer, budget)) for (const watcher of watchers) watcher.object?.(dict);
  for (const watcher of watchers) if (!budget.spent()) watcher.end?.();
  // Last, as it is of least weight.
  readEverything(document.store, report);
  if (budget.spent()) always(incomplete(`${done} of ${document.pages.length} pages`));
  return coverage?.pages ?? [];
}

/** Reads every object once, which reports what is wrong with it, and undoes the filters of every stream. */
function readEverything(store: ObjectStore, report: Report): void {
  for (const number of store.numbers()) {
    if (store.budget.spent()) return;
    const object = store.get(number);
    if (!(object instanceof Stream) || !filtersOf(object).length) continue;
    if ((object.number('Length') ?? 0) >= LONGEST_STREAM) continue;
    const { fault } = decodeStream(object);
    if (fault) report(finding('pdf-syntax', `a stream is damaged: ${fault}`, { object: number }));
  }
}
