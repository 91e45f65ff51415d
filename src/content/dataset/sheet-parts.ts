import type { Citations } from './citations.ts';
import type { Figure, Mission, PrintedFigure, RichText } from './generated/types.ts';
import type { Language } from './language.ts';

/** What the parts of a sheet are built from. */
export interface SheetContext {
  readonly mission: Mission;
  readonly language: Language;
  readonly citations: Citations;
}

/** A message with the marks of its sources; empty where there is none. */
export function richText(
  { language, citations }: SheetContext,
  key: string | undefined,
  sources: readonly string[] = [],
): RichText {
  if (key === undefined) return { html: '', refs: [] };
  const { text, refs } = citations.marked(() => language.rich(key, citations.provenance), sources);
  return { html: text, refs };
}

/** A figure set by itself, with what it counts and when it was true. */
export function printedFigure(
  { mission, language, citations }: SheetContext,
  id: string,
  label: string,
): PrintedFigure {
  const figure = mission.figures![id]!;
  const { text, number, qualifier } = language.figure(figure);
  citations.provenance.record({ pointer: `/figures/${id}`, printed: text, asOf: figure.asOf, sources: figure.sources });
  return {
    value: text,
    number,
    qualifier,
    amount: figure.to === undefined ? figure.value : null,
    unit: language.unit(figure.unit, figure.to ?? figure.value),
    unitKey: figure.unit,
    countable: isCountable(figure),
    label: language.plain(label, citations.provenance),
    asOf: language.label('asOf.value', { date: language.date(figure.asOf) }),
    mark: citations.provenance.marked(figure.mark),
    refs: citations.mark(figure.sources),
  };
}

/** Units of what is measured, not counted. */
const MEASURES: ReadonlySet<string> = new Set(['percent', 'millionDollars', 'tonnes']);
/** A row of more things than this is no longer counted by eye. */
const MOST = 20;

const isCountable = ({ value, to, unit }: Figure): boolean =>
  to === undefined && Number.isInteger(value) && value >= 1 && value <= MOST && !MEASURES.has(unit);

/** A period in its short form, recorded. */
export function printedPeriod({ mission, language, citations }: SheetContext, id: string): string {
  const { from, to, asOf, sources } = mission.periods![id]!;
  const printed = language.period(from, to, 'short');
  citations.provenance.record({ pointer: `/periods/${id}`, printed, asOf, sources });
  return printed;
}
