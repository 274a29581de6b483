// The panels of a batter.
import type { RoleProps } from '../role';

export default function Batting({ player }: RoleProps) {
  return <p>{player.name}</p>;
}
