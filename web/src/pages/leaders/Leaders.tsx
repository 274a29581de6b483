export default function Leaders() {
  return null;
}
