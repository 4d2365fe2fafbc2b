-- The grade an employee had when a result was released. Results released before keep to the roster's.
ALTER TABLE "appraisal" ADD COLUMN     "grade" TEXT;
