// The cards of the methods, as the service has them: test_node.py hands them over.
import { useCards } from "../../static/js/page/cards.js";

useCards(JSON.parse(process.env.PLENUM_CARDS ?? "{}"));
