import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type ResultChart, resultChart } from '../../src/report/result-chart.ts';

const value = (number: number) => ({ value: number, label: number.toFixed(2).replace('.', ',') });

const chart: ResultChart = {
  title: 'Hasil penilaian · Semester II 2026',
  top: 5,
  words: { self: 'Penilaian Anda', others: 'Penilai lain', score: 'Nilai' },
  indicators: [
    { name: 'Kualitas layanan', self: value(4), others: value(3.67), score: value(3.72) },
    { name: 'Ketepatan waktu', self: null, others: value(3), score: value(3) },
    { name: 'Hasil proyek', self: value(5), others: null, score: null },
    { name: 'Kreativitas memecahkan masalah', self: value(1), others: value(5), score: value(5) },
  ],
};
const [first] = chart.indicators;
if (!first) throw new Error('The sample has indicators.');

/** Width and height as the PNG's header says. */
function sizeOf(png: Uint8Array): readonly [number, number] {
  const view = new DataView(png.buffer, png.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('the picture of a result', () => {
  it('is a PNG of a phone’s width, small enough to send at once', () => {
    const png = resultChart(chart);
    expect([...png.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    expect(sizeOf(png)[0]).toBe(1080);
    expect(png.byteLength).toBeLessThan(500_000);
  });

  it('grows with the indicators and with long names, and keeps to what Telegram takes as a photo', () => {
    const many = Array.from({ length: 20 }, () => ({
      ...first,
      name: 'Kompetensi manajerial lintas organisasi '.repeat(6),
    }));
    const [width, height] = sizeOf(resultChart({ ...chart, indicators: many }));
    expect(height).toBeGreaterThan(sizeOf(resultChart(chart))[1]);
    expect(width + height).toBeLessThanOrEqual(10_000);
  });

  it('is the same picture for the same result', () => {
    expect(resultChart(chart)).toEqual(resultChart(chart));
  });

  it('differs when any number differs, and when one is missing', () => {
    const change = (part: Partial<typeof first>) =>
      Buffer.from(
        resultChart({ ...chart, indicators: [{ ...first, ...part }, ...chart.indicators.slice(1)] }),
      ).toString('base64');
    const pictures = [
      change({}),
      change({ self: value(2) }),
      change({ others: value(2) }),
      change({ score: value(2) }),
      change({ self: null }),
      change({ others: null }),
      change({ score: null }),
    ];
    expect(new Set(pictures).size).toBe(pictures.length);
  });

  it('takes whatever HR wrote as a name', () => {
    const hostile = [
      '<b>&amp;</b>',
      '{score|x}',
      '"\'',
      'a'.repeat(300),
      '🌟 مرحبا',
      'baris\nbaru',
      '\u0000\u0007\u001b',
      '',
    ];
    const png = resultChart({
      ...chart,
      title: hostile.join(' '),
      indicators: hostile.map((name) => ({ ...first, name })),
    });
    expect(sizeOf(png)[0]).toBe(1080);
  });

  it('leaves nothing running: a program that drew one ends by itself', async () => {
    const program = `
      import { resultChart } from './src/report/result-chart.ts';
      console.log(resultChart(${JSON.stringify(chart)}).byteLength);`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '--eval', program],
      { timeout: 30_000 },
    );
    expect(Number(stdout)).toBeGreaterThan(10_000);
  });
});
