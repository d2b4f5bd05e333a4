// Shows the first child while the address names what it is of, else the second: when somebody goes
// from one account straight to another, the server has not answered yet.
import { useParams } from "react-router";

export function OnlyAt({ number, children }) {
  const { number: shown } = useParams();
  return children[number === "" || number === shown ? 0 : 1];
}
