import type { PlayerKey } from './generated/schema';

/** Whom an id of the URL means: a number is MLBAM's, all else our own. */
export function playerKey(id: string): PlayerKey {
  return /^\d{1,9}$/.test(id) ? { mlbamId: Number(id) } : { id };
}
