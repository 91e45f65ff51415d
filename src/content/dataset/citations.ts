import type { Reference } from './generated/types.ts';
import type { Language } from './language.ts';
import type { MissionRecord } from './mission.ts';
import { Provenance } from './provenance.ts';

/**
 * Numbers the sources a sheet uses. The numbers are known only when everything has been printed, so marks are
 * handed out empty and filled by `finish`. They follow the order of `sources` in mission.json, not the order of
 * print, so that every language has the same numbers.
 */
export class Citations {
  readonly provenance = new Provenance();
  readonly #marks: { refs: Reference[]; sources: readonly string[] }[] = [];

  /** Marks for these sources, filled later. */
  mark(sources: readonly string[]): Reference[] {
    this.provenance.cite(sources);
    const refs: Reference[] = [];
    this.#marks.push({ refs, sources });
    return refs;
  }

  /** What `print` gives, with marks for the sources it used and for `more`. */
  marked(print: () => string, more: readonly string[] = []): { text: string; refs: Reference[] } {
    const { result, sources } = this.provenance.during(print);
    return { text: result, refs: this.mark([...sources, ...more]) };
  }

  /** Fills every mark and gives the ids of the sources used, in the order of their numbers. */
  finish(record: MissionRecord, language: Language): readonly string[] {
    const used = Object.keys(record.data.sources).filter((id) => this.provenance.cited.has(id));
    const numbers = new Map(used.map((id, i) => [id, i + 1]));
    for (const { refs, sources } of this.#marks) {
      const own = [...new Set(sources)].map((id) => numbers.get(id)!).sort((a, b) => a - b);
      refs.push(...own.map((n) => ({ label: language.digits(n), target: `source-${n}` })));
    }
    return used;
  }
}
