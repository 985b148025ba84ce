import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { showProgress } from '../../src/cli/progress.js';

let said = '';

beforeEach(() => {
  said = '';
  vi.useFakeTimers();
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said += String(text);
    return true;
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

function onTerminal(is: boolean): void {
  const before = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
  Object.defineProperty(process.stderr, 'isTTY', { value: is, configurable: true });
  onTestFinished(() => {
    if (before === undefined) Reflect.deleteProperty(process.stderr, 'isTTY');
    else Object.defineProperty(process.stderr, 'isTTY', before);
  });
}

describe('progress', () => {
  test('is not shown of a run that takes less than a second', () => {
    onTerminal(true);
    const progress = showProgress();
    progress.set(1, 2, 'theorems');
    vi.advanceTimersByTime(900);
    progress.end();
    vi.advanceTimersByTime(60_000);
    expect(said).toBe('');
  });

  test('is a bar on a terminal, which goes away at the end', () => {
    onTerminal(true);
    const progress = showProgress();
    progress.set(1, 2, 'theorems');
    vi.advanceTimersByTime(1000);
    expect(said).toContain(`${'█'.repeat(12)}${'░'.repeat(12)} 1 of 2 theorems`);
    progress.end();
    expect(said.endsWith('\r\u001b[K')).toBe(true);
  });

  test('says what is being done on a terminal, within its width, also where nothing is counted', () => {
    onTerminal(true);
    const progress = showProgress();
    progress.doing('Booted: looking for an attack');
    vi.advanceTimersByTime(1000);
    expect(said).toContain('Booted: looking for an attack');
    progress.doing('x'.repeat(500));
    said = '';
    vi.advanceTimersByTime(200);
    expect(said.length).toBeLessThan((process.stderr.columns ?? 80) + 5);
    progress.end();
  });

  test('is a line elsewhere, of what is being done and how far it is, when that has changed', () => {
    onTerminal(false);
    const progress = showProgress();
    progress.doing('Booted: proving');
    vi.advanceTimersByTime(9_000);
    expect(said).toBe('');
    vi.advanceTimersByTime(60_000);
    progress.set(1, 1, 'theorems');
    progress.doing('boot.ls2: how its axioms stand to the semantics');
    vi.advanceTimersByTime(120_000);
    progress.end();
    vi.advanceTimersByTime(60_000);
    expect(said).toBe('ls2: Booted: proving\nls2: 1 of 1 theorems; boot.ls2: how its axioms stand to the semantics\n');
  });

  test('says nothing elsewhere of a run of which nothing is known', () => {
    onTerminal(false);
    const progress = showProgress();
    vi.advanceTimersByTime(60_000);
    progress.end();
    expect(said).toBe('');
  });
});
