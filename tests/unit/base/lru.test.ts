import { LruCache } from '../../../src/base/lru.ts';
import { seededRandom } from '../text/context.ts';

const cache = (budget: number) => new LruCache<string, string>(budget, (value) => value.length);

test('what it holds never exceeds the budget, whatever is put in', () => {
  const random = seededRandom(7);
  const lru = cache(1000);
  for (let i = 0; i < 5000; i++) {
    const key = String(Math.floor(random() * 200));
    if (random() < 0.5) lru.get(key);
    else lru.set(key, 'x'.repeat(Math.floor(random() * 300)));
    if (lru.bytes > 1000) throw new Error(`${lru.bytes} bytes after ${i} steps`);
  }
  expect(lru.bytes).toBeGreaterThan(0);
});

test('it counts exactly what it can still give', () => {
  const random = seededRandom(9);
  const lru = cache(600);
  for (let i = 0; i < 3000; i++) lru.set(String(Math.floor(random() * 40)), 'x'.repeat(1 + Math.floor(random() * 60)));
  // Asking moves entries between generations, which may drop some; those that are given count.
  const before = lru.bytes;
  const keys = Array.from({ length: 40 }, (_, i) => String(i)).filter((key) => lru.get(key) !== undefined);
  expect(keys.length).toBeGreaterThan(5);
  expect(before).toBeLessThanOrEqual(600);
});

test('what is used stays, what is not goes', () => {
  const lru = cache(100);
  lru.set('kept', 'x'.repeat(10));
  for (let i = 0; i < 100; i++) {
    lru.set(`other ${i}`, 'y'.repeat(10));
    expect(lru.get('kept')).toBeDefined();
  }
  expect(lru.get('other 0')).toBeUndefined();
  expect(lru.get('other 99')).toBeDefined();
});

test('a new value replaces the old one and its size', () => {
  const lru = cache(100);
  lru.set('a', 'x'.repeat(40));
  lru.set('a', 'x');
  expect([lru.bytes, lru.get('a')]).toEqual([1, 'x']);
});

test('ensure makes once; what is too large is made but not kept', () => {
  const lru = cache(100);
  let made = 0;
  const make = (size: number) => () => {
    made++;
    return 'x'.repeat(size);
  };
  expect([lru.ensure('a', make(10)), lru.ensure('a', make(10))]).toEqual(Array(2).fill('x'.repeat(10)));
  expect(made).toBe(1);
  lru.ensure('large', make(80));
  lru.ensure('large', make(80));
  expect([made, lru.bytes]).toEqual([3, 10]);
  lru.clear();
  expect([lru.bytes, lru.get('a')]).toEqual([0, undefined]);
});
