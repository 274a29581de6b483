// The panels of a pitcher.
import type { RoleProps } from '../role';

export default function Pitching({ player }: RoleProps) {
  return <p>{player.name}</p>;
}
