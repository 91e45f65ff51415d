import type { Browser, Page } from 'playwright-core';

export function openBrowser(): Promise<Browser>;
export function fontFaces(): string;
export function load(page: Page, url: string): Promise<void>;
export function measureSections(sections: Element[]): Record<string, string[]>;
