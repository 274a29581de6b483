// A table that sorts by any column and gives itself as CSV.
import { useMemo, useState, type ReactNode } from 'react';

import { csv, type Cell } from '../download';

export interface Column<Row> {
  /** Names it in CSV and in the state of sorting. */
  key: string;
  label: string;
  /** The label in full. */
  title?: string;
  /** What it is sorted by and what CSV has: the number itself. */
  value: (row: Row) => Cell;
  /** What is seen; by itself the value. */
  show?: (row: Row) => ReactNode;
  /** Text stands left, numbers right. */
  isText?: boolean;
  /** Not to be sorted by. */
  isFixed?: boolean;
}

interface Sorting {
  key: string;
  isDescending: boolean;
}

/** The CSV of rows under these columns. */
export function tableCsv<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return csv(
    columns.map((column) => column.key),
    rows.map((row) => columns.map((column) => column.value(row))),
  );
}

function compare(a: Cell, b: Cell): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b), undefined, { numeric: true });
}

interface Props<Row> {
  /** What the table holds, for those who cannot see where it stands. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The order at first; by itself that of the rows. */
  sorted?: Sorting;
  /** A last row that stays where it is. */
  footer?: Row | undefined;
}

export function Table<Row>({ label, columns, rows, rowKey, sorted, footer }: Props<Row>) {
  const [sorting, setSorting] = useState<Sorting | null>(sorted ?? null);
  const ordered = useMemo(() => {
    const column = sorting && columns.find((candidate) => candidate.key === sorting.key);
    if (!column) return rows;
    const known = (value: Cell) => value !== null && value !== undefined && value !== '';
    return [...rows].sort((a, b) => {
      const [left, right] = [column.value(a), column.value(b)];
      // What is not known stands last either way.
      if (!known(left) || !known(right)) return Number(known(right)) - Number(known(left));
      return sorting.isDescending ? compare(right, left) : compare(left, right);
    });
  }, [columns, rows, sorting]);
  const sort = (column: Column<Row>) =>
    setSorting((now) =>
      now?.key === column.key ? { key: column.key, isDescending: !now.isDescending } : { key: column.key, isDescending: !column.isText },
    );
  const cells = (row: Row) =>
    columns.map((column, place) => {
      const content = column.show ? column.show(row) : (column.value(row) ?? '–');
      const className = column.isText ? 'text' : 'number';
      return place === 0 ? (
        <th key={column.key} scope="row" className={className}>
          {content}
        </th>
      ) : (
        <td key={column.key} className={className}>
          {content}
        </td>
      );
    });
  return (
    // Tables wider than the screen scroll by themselves; the keyboard reaches them, too. The panel is the landmark.
    <div className="table-scroll" tabIndex={0} role="group" aria-label={label}>
      <table>
        <thead>
          <tr>
            {columns.map((column) => {
              const isSorted = sorting?.key === column.key;
              return (
                <th
                  key={column.key}
                  scope="col"
                  className={column.isText ? 'text' : 'number'}
                  aria-sort={isSorted ? (sorting.isDescending ? 'descending' : 'ascending') : undefined}
                >
                  {column.isFixed ? (
                    <span title={column.title}>{column.label}</span>
                  ) : (
                    <button type="button" onClick={() => sort(column)} title={column.title}>
                      {column.label}
                      <span aria-hidden="true">{isSorted ? (sorting.isDescending ? ' ▾' : ' ▴') : ''}</span>
                    </button>
                  )}
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {ordered.map((row) => (
            <tr key={rowKey(row)}>{cells(row)}</tr>
          ))}
        </tbody>
        {footer !== undefined && (
          <tfoot>
            <tr>{cells(footer)}</tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}
