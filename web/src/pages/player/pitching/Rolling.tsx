import type { PlayerKey, PlayFilter } from '../../../api/generated/schema';
import type { RoleProps } from '../role';

export function Rolling(props: { player: RoleProps['player']; by: PlayerKey; where: PlayFilter }) {
  void props;
  return null;
}
