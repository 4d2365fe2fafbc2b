import { z } from 'zod';
import { type Attachment, attachmentSchema } from '../dialogue/attachment.ts';
import type { Tx } from './database.ts';
import type { Prisma } from './generated/client.ts';

/** One progress report (laporan). */
export interface ReportRow {
  readonly id: number;
  readonly appraisalId: number;
  /** Title of the item it is about; null for a report in words, or when the item is no longer in the plan. */
  readonly item: { readonly id: number; readonly title: string; readonly unit: string } | null;
  /** Decimal text or `yes` / `no`; null for a report in words. */
  readonly realised: string | null;
  /** Telegram HTML as the person wrote it; empty without words. */
  readonly text: string;
  readonly evidence: readonly Attachment[];
  readonly at: Date;
}

export interface NewReport {
  readonly appraisalId: number;
  readonly itemId: number | null;
  readonly realised: string | null;
  readonly text: string;
  readonly evidence: readonly Attachment[];
  readonly at: Date;
}

export async function createReport(tx: Tx, { evidence, ...report }: NewReport): Promise<void> {
  await tx.workReport.create({ data: { ...report, evidence: [...evidence] }, select: { id: true } });
}

export async function findReport(tx: Tx, id: number): Promise<ReportRow | null> {
  const row = await tx.workReport.findUnique({ where: { id }, include: reportInclude });
  return row && reportRow(row);
}

/** An appraisal's reports, the latest first, one page of `size` from page 0, with how many there are. */
export async function listReports(
  tx: Tx,
  appraisalId: number,
  { page, size }: { readonly page: number; readonly size: number },
): Promise<{ readonly total: number; readonly reports: readonly ReportRow[] }> {
  const total = await tx.workReport.count({ where: { appraisalId } });
  const rows = await tx.workReport.findMany({
    where: { appraisalId },
    include: reportInclude,
    orderBy: [{ at: 'desc' }, { id: 'desc' }],
    skip: page * size,
    take: size,
  });
  return { total, reports: rows.map(reportRow) };
}

const reportInclude = { item: { select: { id: true, title: true, unit: true } } } as const;

function reportRow({
  itemId: _,
  evidence,
  ...row
}: Prisma.WorkReportGetPayload<{ include: typeof reportInclude }>): ReportRow {
  return { ...row, evidence: z.array(attachmentSchema).parse(evidence) };
}
