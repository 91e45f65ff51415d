/**
 * Properties about what moves, scrolls, is touched, heard or drawn by one screen: they mean nothing on paper, and are
 * accepted without effect. A star stands for the rest of a name.
 */
export const SCREEN_PROPERTIES = [
  'animation', 'animation-*', 'transition', 'transition-*', 'view-transition-*', 'view-timeline', 'view-timeline-*',
  'timeline-*', 'will-change', 'cursor', 'pointer-events', 'user-select', 'user-drag', 'user-modify', 'touch-action',
  'touch-callout', 'tap-highlight-color', 'interactivity', 'resize', 'caret', 'caret-*', 'appearance', 'accent-color',
  'scroll-*', 'scrollbar-*', 'overscroll-*', 'overflow-anchor', 'overflow-scrolling', 'backface-visibility',
  'text-size-adjust', 'text-rendering', 'font-smoothing', 'osx-font-smoothing', 'color-scheme', 'nav-*', 'zoom', 'speak',
  'speak-*', 'voice-*', 'cue', 'cue-*', 'pause', 'pause-*',
] as const; // biome-ignore format: a list

const PATTERN = new RegExp(`^(?:${SCREEN_PROPERTIES.map((name) => name.replace('*', '.+')).join('|')})$`);

/** A name without the prefix of a browser, or undefined where it has none. */
export const unprefixed = (name: string): string | undefined => /^-(?!faktaark-)[a-z]+-(.+)$/.exec(name)?.[1];

/** Whether a property means nothing on paper, with the prefix of a browser or without. */
export const isScreenProperty = (name: string): boolean => PATTERN.test(unprefixed(name) ?? name);
