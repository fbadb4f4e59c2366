// @ts-check
/**
 * The report at the desk: its files come without leaving the page. Refuses to do more; without it each is a plain link.
 */
import { bringFiles } from "../page/files.js";

bringFiles();
