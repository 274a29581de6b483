export default function Player({ id }: { id: string }) {
  return <p>{id}</p>;
}
