import type { AttributeSelector } from 'css-tree';
import type { Element } from 'domhandler';
import { unescaped } from './nodes.ts';

/** Attributes whose values compare without case in HTML (HTML section 4.16.1). */
const CASELESS = new Set(
  (
    'accept accept-charset align alink axis bgcolor charset checked clear codetype color compact declare defer dir direction ' +
    'disabled enctype face frame hreflang http-equiv lang language link media method multiple nohref noresize noshade nowrap ' +
    'readonly rel rev rules scope scrolling selected shape target text type valign valuetype vlink'
  ).split(' '),
);

/** Whether the value of an attribute is as the selector says (Selectors 4 section 6.1 and 6.2). */
const MATCHERS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '~=': (value, wanted) => wanted !== '' && !/\s/.test(wanted) && value.split(/\s+/).includes(wanted),
  '|=': (value, wanted) => value === wanted || value.startsWith(`${wanted}-`),
  '^=': (value, wanted) => wanted !== '' && value.startsWith(wanted),
  '$=': (value, wanted) => wanted !== '' && value.endsWith(wanted),
  '*=': (value, wanted) => wanted !== '' && value.includes(wanted),
};

/** The test of an attribute selector; names compare without case, in any namespace. */
export function attributeTest({ name, matcher, value, flags }: AttributeSelector): (element: Element) => boolean {
  const key = unescaped(name.name.slice(name.name.lastIndexOf('|') + 1));
  const lower = key.toLowerCase();
  const read = ({ attribs }: Element): string | undefined => attribs[lower] ?? attribs[key];
  if (!matcher || !value) return (element) => read(element) !== undefined;
  const compare = MATCHERS[matcher]!;
  const caseless = flags ? flags.toLowerCase() === 'i' : CASELESS.has(lower);
  const text = value.type === 'String' ? value.value : unescaped(value.name);
  const wanted = caseless ? text.toLowerCase() : text;
  return (element) => {
    const own = read(element);
    return own !== undefined && compare(caseless ? own.toLowerCase() : own, wanted);
  };
}
