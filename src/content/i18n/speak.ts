import type { Language } from '../dataset/language.ts';
import type { MissionRecord } from '../dataset/mission.ts';
import type { Provenance } from '../dataset/provenance.ts';
import type { LocalePack } from './locale-file.ts';
import { isolate } from './markup.ts';
import { allParts, type CompiledMessage, evaluate, type MessageScope, type Part } from './messages.ts';

const NBSP = '\u00a0';

const PERIOD_STYLES = ['sentence', 'short', 'years'] as const;

const AS_TEXT = { literal: (part: { text: string }) => part.text, value: (text: string) => text };

/** The language of a catalogue: messages evaluated over the mission's data, every value recorded. */
export function createLanguage(
  record: MissionRecord,
  pack: LocalePack,
  names: Readonly<Record<string, string>>,
  messages: ReadonlyMap<string, CompiledMessage>,
): Language {
  const { data } = record;
  const { formats, info, file } = pack;
  const leaders = new Map((data.leadership ?? []).map((c) => [c.id, c.name]));

  const name = (id: string): string => names[id] ?? leaders.get(id) ?? id;
  const titles = new Map<string, string>();
  const title = (id: string): string => {
    let text = titles.get(id);
    if (text === undefined) {
      const [first = '', ...rest] = name(id);
      text = names[`${id}.title`] ?? first.toLocaleUpperCase(info.tag) + rest.join('');
      titles.set(id, text);
    }
    return text;
  };
  const unit = (key: string, value: number): string => {
    const message = pack.units.get(key);
    if (message === undefined) return key;
    return evaluate(message, labelScope(pack, {}, value), AS_TEXT);
  };

  /** Values of the mission; the checks of the catalogue have made sure that each exists. */
  const scope = (provenance: Provenance): MessageScope => {
    const recorded = (pointer: string, value: { asOf: string; sources: string[] }, printed: string) => {
      provenance.record({ pointer, printed, asOf: value.asOf, sources: value.sources });
      return printed;
    };
    const number = (arg: string) => {
      const figure = data.figures![arg]!;
      recorded(`/figures/${arg}`, figure, formats.number(figure.value));
      return figure.value;
    };
    const values: Readonly<Record<string, (arg: string, style: string) => string>> = {
      figure(arg, style) {
        const figure = data.figures![arg]!;
        if (style === 'asOf') return formats.date(figure.asOf);
        const { text } = formats.figure(figure, style === 'words');
        return recorded(
          `/figures/${arg}`,
          figure,
          style === 'unit' ? `${text}${NBSP}${unit(figure.unit, figure.to ?? figure.value)}` : text,
        );
      },
      number(arg, style) {
        const figure = data.figures![arg]!;
        const text = formats.figure(figure).number;
        return recorded(
          `/figures/${arg}`,
          figure,
          style === 'unit' ? `${text}${NBSP}${unit(figure.unit, figure.value)}` : text,
        );
      },
      date(arg, style) {
        const short = style === 'short' ? 'short' : 'long';
        if (arg === 'editionDate') return formats.date(data.edition.date, short);
        const event = data.dates![arg]!;
        return recorded(`/dates/${arg}`, event, formats.date(event.date, short));
      },
      period(arg, style) {
        const wanted = PERIOD_STYLES.find((known) => known === style) ?? 'range';
        if (arg === 'covers') return formats.period(data.edition.covers.from, data.edition.covers.to, wanted);
        const period = data.periods![arg]!;
        return recorded(`/periods/${arg}`, period, formats.period(period.from, period.to, wanted));
      },
      place: (arg, style) => name(style ? `${arg}.${style}` : arg),
      name: (arg, style) => name(style ? `${arg}.${style}` : arg),
      country: (arg) => formats.country(arg),
      list(arg, style) {
        const nations = data.nations?.[arg];
        const form = (id: string) => names[`${id}.${style}`] ?? name(id);
        return formats.list(nations ? nations.map(formats.country) : (data.lists?.[arg] ?? []).map(form));
      },
    };
    return {
      value: (type, arg, style) => values[type]!(arg, style),
      number,
      selector: (arg) => (arg === 'status' ? data.edition.status : data.kind),
      plural: formats.plural,
      formatNumber: formats.number,
    };
  };

  /** How weak the value behind a placeholder is; the date of a figure is not the figure. */
  const markOf = (part: Part & { kind: 'value' | 'count' }): string | undefined => {
    if (part.kind === 'count') return data.figures?.[part.arg]?.mark;
    if (part.style === 'asOf') return undefined;
    const table = { figure: 'figures', number: 'figures', date: 'dates', period: 'periods' } as const;
    return Object.hasOwn(table, part.type) ? data[table[part.type as keyof typeof table]]?.[part.arg]?.mark : undefined;
  };
  const isDate = (part: Part & { kind: 'value' | 'count' }): boolean =>
    part.kind === 'value' && (part.type === 'date' || part.type === 'period' || part.style === 'asOf');
  /**
   * A weak value stands in a `span` of the class `mark-thin` or `mark-derived`, behind which the layout sets a sign, a
   * date in one of the class `date`, which keeps its words whole.
   */
  const asHtml = (provenance: Provenance) => ({
    literal: (part: { html: string }) => part.html,
    value(text: string, part: Part & { kind: 'value' | 'count' }) {
      const own = isolate(text, info.direction);
      const html = isDate(part) ? `<span class="date">${own}</span>` : own;
      const mark = provenance.marked(markOf(part));
      return mark ? `<span class="mark-${mark}">${html}</span>` : html;
    },
  });
  const messageOf = (key: string): CompiledMessage => {
    const message = messages.get(key);
    if (message === undefined) throw new Error(`no message "${key}" in ${info.tag}`);
    return message;
  };

  let plainLabels: Readonly<Record<string, string>> | undefined;
  return {
    tag: info.tag,
    direction: info.direction,
    script: info.script,
    rich: (key, provenance) => evaluate(messageOf(key), scope(provenance), asHtml(provenance)),
    plain: (key, provenance) => evaluate(messageOf(key), scope(provenance), AS_TEXT),
    value: (type, arg, style, provenance) => scope(provenance).value(type, arg, style),
    name,
    title,
    label(key, values = {}) {
      const message = pack.labels.get(key);
      if (message === undefined) throw new Error(`no label "${key}" in ${info.tag}`);
      return evaluate(message, labelScope(pack, values, 0), AS_TEXT);
    },
    labels() {
      if (plainLabels) return plainLabels;
      const out: Record<string, string> = {};
      for (const [key, message] of pack.labels) {
        const bare = [...allParts(message)].every((part) => part.kind === 'literal');
        if (bare)
          out[key.replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())] = evaluate(
            message,
            labelScope(pack, {}, 0),
            AS_TEXT,
          );
      }
      plainLabels = out;
      return plainLabels;
    },
    unit,
    rank: (key) => file.ranks?.[key] ?? key,
    digits: formats.digits,
    figure: formats.figure,
    date: formats.date,
    period: formats.period,
    session: formats.session,
    country: formats.country,
    list: formats.list,
  };
}

/** Labels know only what they are given: texts by name, and one number. */
function labelScope(pack: LocalePack, values: Readonly<Record<string, string>>, count: number): MessageScope {
  return {
    value: (_, arg) => values[arg] ?? '',
    number: () => count,
    selector: (arg) => values[arg] ?? '',
    plural: pack.formats.plural,
    formatNumber: pack.formats.number,
  };
}
