import { EDITIONS } from '../app/sheet.ts';
import type { EditionName, StandardName } from '../pdf/edition.ts';
import { UsageError } from './usage.ts';

export function parseEdition(value: string): EditionName {
  const found = EDITIONS.find((name) => name === value);
  if (!found) throw new UsageError(`there is no edition "${value}"; known: ${EDITIONS.join(', ')}`);
  return found;
}

const STANDARDS: readonly StandardName[] = ['a2', 'a4'];

export function parseStandard(value: string | undefined): StandardName | undefined {
  const found = STANDARDS.find((name) => name === value);
  if (value !== undefined && !found) throw new UsageError(`--standard takes ${STANDARDS.join(' or ')}, not "${value}"`);
  return found;
}
