// What is said on a line, for the check of the scripts. Written from the classes of server/protocol by
// `python -m tests.contracts.message_types`; a test holds that it is what they say.
declare namespace Said {
  /** Let a proposal stand. */
  interface AcceptRecommendation {
    type: "accept_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
  }

  /** Accept the words that are proposed; title and text are those that were read, null where nobody says. */
  interface AcceptWording {
    type: "accept_wording";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    title?: string | null;
    text?: string | null;
  }

  /** Add a region, or somebody by name, to those who wait. */
  interface AddSpeaker {
    type: "add_speaker";
    ref?: string;
    request_id: string;
    region_id?: string;
    name?: string;
  }

  /** Say that whoever waits for a named seat is who they say. */
  interface AdmitSeat {
    type: "admit_seat";
    ref?: string;
    seat_id: string;
    request_id?: string;
  }

  /** The same under its old name: for those whose hello does not accept `live_changed`. */
  interface AgendaChanged {
    type: "agenda_changed";
    seq: number;
    live: Live;
  }

  /** Agree to a merge, for one's region; the chair records what the moderator of a region said aloud. */
  interface AgreeMerge {
    type: "agree_merge";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    region_id?: string;
    asking?: number;
  }

  /** Something the service cannot put right by itself: for the podium alone. */
  interface AlarmRaised {
    type: "alarm_raised";
    code: string;
    round_id: string;
    times: number;
  }

  /** What a recommendation is alike to; without id, label and room where the one who hears it may not read that. */
  interface Alike {
    recommendation_id: string;
    label: string;
    room_id: string;
    region_ids: string[];
    score: number;
  }

  /** To what recommendations of the room, by id, are alike: all of it, or those that changed; for its conductors. */
  interface AlikeChanged {
    type: "alike_changed";
    whole: boolean;
    alike: Record<string, Alike[]>;
  }

  /** Ask a region whether recommendations of its room are its text; without any, it is asked no more. */
  interface AskConfirmation {
    type: "ask_confirmation";
    ref?: string;
    request_id: string;
    recommendation_ids: string[];
  }

  /** Ask for the floor with one's seat, or take that back. */
  interface AskToSpeak {
    type: "ask_to_speak";
    ref?: string;
    request_id: string;
    on?: boolean;
  }

  /** A seat's own ballot; its proof is said in `you` alone, and words where ballots of its round have any. */
  interface Ballot {
    epoch: number;
    revision: number;
    earlier: boolean;
    ballot_id: string;
    marks: Record<string, string>;
    receipt: string;
    fill: string;
    wishes?: Record<string, Remark>;
    proof?: string;
  }

  /** The ballot is recorded, as durably as it says. */
  interface BallotCast {
    type: "ballot_cast";
    ref: string;
    round_id: string;
    epoch: number;
    revision: number;
    receipt: string;
    durability: string;
    proof: string;
  }

  /** Keep the holder of a seat out until it is unbarred; their ballots stay. */
  interface BarSeat {
    type: "bar_seat";
    ref?: string;
    seat_id: string;
    request_id?: string;
  }

  /** What the desk says to everybody, or in one room; `translations` are the same words by language. */
  interface Bulletin {
    room_id: string;
    number: number;
    text: string;
    language: string;
    translations: Record<string, string>;
  }

  /** A round that is being voted on, in whichever room of the meeting. */
  interface Call {
    room_id: string;
    round_id: string;
    state: "draft" | "open" | "closing" | "closed" | "published" | "void";
  }

  /** Give the floor to somebody who waits; nought gives it to nobody, and whoever spoke is done. */
  interface CallSpeaker {
    type: "call_speaker";
    ref?: string;
    request_id: string;
    speaker: number;
  }

  /** Say everything one seat has to say in one round. */
  interface CastBallot {
    type: "cast_ballot";
    ref?: string;
    round_id: string;
    epoch: number;
    base_revision: number;
    request_id: string;
    ballot_id: string;
    marks: Record<string, string>;
    fill?: string;
    nonce?: string;
    wishes?: Record<string, Remark> | null;
  }

  /** Put another method, slate, rules sheet and question in the place of those of a draft. */
  interface ChangeRound {
    type: "change_round";
    ref?: string;
    round_id: string;
    request_id?: string;
    version: number;
    method: string;
    slate?: string[];
    rules?: Record<string, any>;
    question_id?: string;
    from?: TakenFrom | null;
    reading_of?: ReadingOf | null;
  }

  /** What was left of a countdown when this was said, and while it runs, at which instant it ends. */
  interface Clock {
    running: boolean;
    remaining_ms: number | null;
    ends_at_ms: number | null;
  }

  /** A recommendation whose title comes close to what was typed. */
  interface Close {
    id: string;
    score: number;
  }

  /** Let nobody join by code any more; whoever has a seat comes back to it. */
  interface CloseJoining {
    type: "close_joining";
    ref?: string;
    request_id?: string;
  }

  /** Close the voting; answered after the count. */
  interface CloseRound {
    type: "close_round";
    ref?: string;
    round_id: string;
    request_id?: string;
  }

  /** Confirm what one's region says in an open round, as of the version that was read. */
  interface ConfirmPosition {
    type: "confirm_position";
    ref?: string;
    round_id: string;
    request_id?: string;
    version: number;
  }

  /** Say of what one's region is asked that it is its text. */
  interface ConfirmSet {
    type: "confirm_set";
    ref?: string;
    request_id: string;
    asked: number;
  }

  /** What a region is asked to confirm in a room; told elsewhere, without what it is about and without figures. */
  interface Confirmation {
    room_id: string;
    asked: number;
    asked_at_ms: number;
    recommendation_ids: string[];
    confirmed: number;
    entitled: number;
  }

  /** What a region is asked to confirm in a room is new or not as it was; null: it is asked nothing any more. */
  interface ConfirmationChanged {
    type: "confirmation_changed";
    seq: number;
    room_id: string;
    confirmation: Confirmation | null;
  }

  /** How many of a region have confirmed what it handed over, of how many seats. */
  interface Confirmed {
    confirmed: number;
    entitled: number;
  }

  /** What is told of a count in a region to those who may enter one: who has, and never what. */
  interface Count {
    round_id: string;
    region_id: string;
    channel: "hands" | "paper";
    entered_by: string[];
    differs: boolean;
    agreed_by: string[];
    version: number;
  }

  /** Somebody has entered what they counted by hands or on paper in a region of a round. */
  interface CountChanged {
    type: "count_changed";
    seq: number;
    count: Count;
  }

  /** The figures of a count of hands or paper: one's own, the other's once both have entered, and what was agreed. */
  interface Counted {
    type: "counted";
    ref: string;
    round_id: string;
    region_id: string;
    channel: string;
    entered: Figures | null;
    other: Figures | null;
    agreed: Figures | null;
  }

  /** How long the count of a round has taken so far, or that it is over: for the podium alone. */
  interface CountingChanged {
    type: "counting_changed";
    round_id: string;
    seconds: number | null;
  }

  /** Something was decided of which this listener may see nothing but its number. */
  interface Decided {
    type: "decided";
    seq: number;
  }

  /** Throw a draft away: nothing of it stays. */
  interface DiscardRound {
    type: "discard_round";
    ref?: string;
    round_id: string;
    request_id?: string;
    version?: number;
  }

  /** The act is done, now or `already` before; `round` is as it stands, `removed` how many seats were taken away. */
  interface Done {
    type: "done";
    ref: string;
    seq: number;
    round: Round | null;
    already: boolean;
    removed: number | null;
  }

  /** Say of a version of the programme what is to be otherwise. */
  interface EditProgramme {
    type: "edit_programme";
    ref?: string;
    request_id: string;
    version: number;
    changes: Record<string, any>;
  }

  /** Change the words of a recommendation and what stands beside them, as of the version that was read. */
  interface EditRecommendation {
    type: "edit_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    title?: string | null;
    text?: string | null;
    version?: number;
    kind?: string | null;
    facets?: Record<string, string | string[]> | null;
  }

  /** Say that it is over. */
  interface EndPresentation {
    type: "end_presentation";
    ref?: string;
    request_id: string;
  }

  /** Empty the list: nobody waits or speaks, and no time is kept. */
  interface EndSpeakers {
    type: "end_speakers";
    ref?: string;
    request_id: string;
  }

  /** Enter what one counted in a region of an open round: by item how many of each mark, and of none. */
  interface EnterCount {
    type: "enter_count";
    ref?: string;
    round_id: string;
    request_id?: string;
    region_id: string;
    channel: string;
    marks: Record<string, Record<string, number>>;
  }

  /** What one decision did with a recommendation, with the words before and after it where it changed some. */
  interface Entry {
    act: "proposed" | "edited" | "translated" | "sent_back" | "accepted" | "rejected" | "withdrawn" | "restored" | "merged";
    at_ms: number;
    mine: boolean;
    role: string;
    region_id: string;
    version: number;
    language: string;
    title: string;
    text: string;
    was_title: string;
    was_text: string;
    note: string;
  }

  /** What of a draft is more than may be: the reason of its refusal, the rule, and how many there may be. */
  interface Excess {
    reason: string;
    rule: string;
    most: number;
  }

  /** Add time to the countdown. */
  interface ExtendRound {
    type: "extend_round";
    ref?: string;
    round_id: string;
    request_id?: string;
    seconds?: number;
  }

  /** What somebody counted: how many votes, and of every item how many of each mark and how many of none. */
  interface Figures {
    votes: number;
    marks: Record<string, Record<string, number>>;
  }

  /** Ask what was already proposed under a question that sounds like a title. */
  interface FindSimilar {
    type: "find_similar";
    ref?: string;
    question_id: string;
    title: string;
  }

  /** From which list the slate of a round was taken; which groups of it, only where that list was published. */
  interface FromRound {
    round_id: string;
    take: string[];
    most: number;
    left_out: number;
  }

  /** What the screens of the room show; `seq` is the hall's own number, `round` is of another room, else null. */
  interface Hall {
    seq: number;
    room_id: string;
    round_id: string;
    view: string;
    page: number;
    item: string;
    course: number;
    round: Round | null;
  }

  /** The screens of the room show something else: for those whose hello accepts `hall`; `seq` is the hall's own. */
  interface HallChanged {
    type: "hall_changed";
    seq: number;
    room_id: string;
    round_id: string;
    view: string;
    page: number;
    item: string;
    course: number;
    round: Round | null;
  }

  /** Say that a screen shows what was set under a number; -1 where somebody has turned it by hand. */
  interface HallShown {
    type: "hall_shown";
    ref?: string;
    seq: number;
  }

  /** Hand recommendations of a region's room to a plenary session, in the place of what it was handed before. */
  interface HandOver {
    type: "hand_over";
    ref?: string;
    request_id: string;
    recommendation_ids: string[];
    session_id?: string;
    replaces?: Record<string, string[]> | null;
  }

  /** What a phone last had acknowledged in one round. */
  interface Have {
    epoch: number;
    revision: number;
    proof: string;
  }

  /** Ask for the whole picture. */
  interface Hello {
    type: "hello";
    ref?: string;
    seen?: number;
    have?: Record<string, Have>;
    accepts?: string[];
    pace?: "1" | "10";
  }

  /** What was done with a recommendation, newest first. */
  interface History {
    type: "history";
    ref: string;
    recommendation_id: string;
    entries: Entry[];
  }

  /** How a meeting is joined. */
  interface Joining {
    open: boolean;
    code: string;
    url: string;
    limit: number;
    one_seat: boolean;
  }

  /** The meeting is joined in another way, or not any more: for the podium and the screens. */
  interface JoiningChanged {
    type: "joining_changed";
    open: boolean;
    code: string;
    url: string;
  }

  /** The round that a room is at, or was at last; `turnout` is null where it is nobody's business yet. */
  interface Latest {
    round_id: string;
    number: number;
    state: "draft" | "open" | "closing" | "closed" | "published" | "void";
    clock: Clock;
    turnout: [number, number, number] | null;
  }

  /** Ask for the seats of the meeting, a hundred at a time; `unused`: for those that were taken and never used. */
  interface ListSeats {
    type: "list_seats";
    ref?: string;
    q?: string;
    unused?: boolean;
    after?: string;
    k?: number;
    named_positions?: string[];
  }

  /** Ask for the proposals that wait to be accepted, from one place in the queue on. */
  interface ListWaiting {
    type: "list_waiting";
    ref?: string;
    after?: number;
  }

  /** What the meeting is at; `agenda_session_id` is the old name of `session_id`. */
  interface Live {
    agenda_session_id: string;
    question_id: string;
    room_id: string;
    round_id: string;
    session_id: string;
  }

  /** The meeting is at something else. */
  interface LiveChanged {
    type: "live_changed";
    seq: number;
    live: Live;
  }

  /** What the service adds to a lot: its hash, and itself once it may be known. */
  interface Lot {
    commitment: string;
    nonce: string;
  }

  /** Make a paper of what a published list tells of one recommendation by region, or of all. */
  interface MakeFindings {
    type: "make_findings";
    ref?: string;
    round_id: string;
    request_id: string;
    recommendation_id?: string;
    session_id?: string;
    language?: string;
  }

  /** The merge is known under this id: it waits for the regions that have to agree, or stands under its number. */
  interface MergeProposed {
    type: "merge_proposed";
    ref: string;
    seq: number;
    recommendation_id: string;
    already: boolean;
    number: number;
    label: string;
    status: "proposed" | "accepted" | "rejected" | "withdrawn" | "merged" | null;
  }

  /** What a region says of the slate of a round by name, and by how many of its seats that was confirmed. */
  interface Named {
    round_id: string;
    region_id: string;
    version: number;
    seats: number;
    confirmed: number;
    positions: Record<string, Position>;
  }

  /** What a region says by name in a round is not as it was, or who has confirmed it. */
  interface NamedChanged {
    type: "named_changed";
    seq: number;
    named: Named;
  }

  /** Make a new join code; the old one opens nothing any more. */
  interface NewJoinCode {
    type: "new_join_code";
    ref?: string;
    request_id?: string;
  }

  /** Let people join by code again. */
  interface OpenJoining {
    type: "open_joining";
    ref?: string;
    request_id?: string;
  }

  /** Open a draft for voting. */
  interface OpenRound {
    type: "open_round";
    ref?: string;
    round_id: string;
    request_id?: string;
    version?: number;
  }

  /** Where a recommendation of an open round stands, and the shortest way up. */
  interface Outlook {
    recommendation_id: string;
    verdict: string;
    backing: number;
    opposing: number;
    provisional: boolean;
    settled: boolean;
    way_up: WayUp | null;
  }

  /** A room among all rooms; of a plenary room also which regions are awaited, and which have handed over. */
  interface Overview {
    room_id: string;
    conductors: number;
    connected: number;
    waiting: number;
    latest: Latest | null;
    shown: Shown;
    handed: number;
    handed_at_ms: number;
    awaits: string[];
    handed_by: string[];
    decided: number;
    confirmed: Confirmed | null;
  }

  /** A room of the meeting is not as it was, among all rooms: for the desk alone. */
  interface OverviewChanged {
    type: "overview_changed";
    overview: Overview;
  }

  /** Stop the clock of the region that presents, or let it run again. */
  interface PausePresentation {
    type: "pause_presentation";
    ref?: string;
    request_id: string;
    paused: boolean;
  }

  /** Stop the countdown; voting goes on. */
  interface PauseRound {
    type: "pause_round";
    ref?: string;
    round_id: string;
    request_id?: string;
  }

  /** Stop the clock of whoever speaks, or let it run again. */
  interface PauseSpeaker {
    type: "pause_speaker";
    ref?: string;
    request_id: string;
    paused: boolean;
  }

  /** What a region says of one recommendation by name. */
  interface Position {
    state: "backs" | "opposes" | "no_position";
    words: string;
  }

  /** Prepare it: in which order, and how many seconds each region has. */
  interface PreparePresentation {
    type: "prepare_presentation";
    ref?: string;
    request_id: string;
    ordered_by: string;
    seconds: number;
    regions?: string[];
  }

  /** Draft a round: a method, a slate or where it is taken from, and a rules sheet. */
  interface PrepareRound {
    type: "prepare_round";
    ref?: string;
    request_id: string;
    method: string;
    slate?: string[];
    rules?: Record<string, any>;
    question_id?: string;
    from?: TakenFrom | null;
    reading_of?: ReadingOf | null;
  }

  /** Who is connected to the room: for the podium alone. */
  interface PresenceChanged {
    type: "presence_changed";
    connected: Record<string, number>;
    total: number;
  }

  /** Regions that present what they handed over; `order` is empty for a lot that is not drawn yet. */
  interface Presentation {
    number: number;
    ordered_by: "lot" | "alphabet" | "hand";
    order: string[];
    place: number;
    seconds: number;
    clock: Clock;
    commitment: string;
    seed: string;
    over: boolean;
  }

  /** The regions present here: in which order, which has the floor, how much time is left. */
  interface PresentationChanged {
    type: "presentation_changed";
    seq: number;
    presentation: Presentation;
  }

  /** The programme is in another version: what it is called, its regions and its rooms. */
  interface ProgrammeChanged {
    type: "programme_changed";
    seq: number;
    version: number;
    title: string;
    regions: Region[];
    rooms: Room[];
    programme: Record<string, any> | null;
  }

  /** Put a recommendation forward. */
  interface Propose {
    type: "propose";
    ref?: string;
    request_id: string;
    question_id: string;
    title: string;
    text?: string;
    language?: string;
    kind?: string;
    facets?: Record<string, string | string[]>;
  }

  /** Propose one text in the place of several recommendations, as of the versions that were read. */
  interface ProposeMerge {
    type: "propose_merge";
    ref?: string;
    request_id: string;
    parents: string[];
    title: string;
    text?: string;
    language?: string;
    question_id?: string;
    versions?: Record<string, number> | null;
    kind?: string;
    facets?: Record<string, string | string[]> | null;
  }

  /** Draft another wording of an item that was voted on in a round of this room. */
  interface ProposeVariant {
    type: "propose_variant";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    round_id: string;
    title: string;
    text?: string;
    language?: string;
  }

  /** Propose other words for what a region handed over or agreed to, or answer such a proposal with others. */
  interface ProposeWording {
    type: "propose_wording";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    version: number;
    title: string;
    text?: string;
  }

  /** The recommendation is known under this id: it stands under its number, or waits and has none yet. */
  interface Proposed {
    type: "proposed";
    ref: string;
    seq: number;
    recommendation_id: string;
    already: boolean;
    number: number;
    label: string;
    status: "proposed" | "accepted" | "rejected" | "withdrawn" | "merged" | null;
  }

  /** Let everybody of the meeting have its report. */
  interface PublishReport {
    type: "publish_report";
    ref?: string;
    request_id?: string;
  }

  /** Show the ranked list to everybody. */
  interface PublishRound {
    type: "publish_round";
    ref?: string;
    round_id: string;
    request_id?: string;
  }

  /** The line is alive, and this is the last decision that was told on it; with a `ref` it answers a hello. */
  interface Pulse {
    type: "pulse";
    ref: string;
    seq: number;
  }

  /** Ask for the figures of a count that one has entered, and for the other's once both have. */
  interface ReadCount {
    type: "read_count";
    ref?: string;
    round_id: string;
    request_id?: string;
    region_id: string;
    channel: string;
  }

  /** Ask for what was done with a recommendation. */
  interface ReadHistory {
    type: "read_history";
    ref?: string;
    recommendation_id: string;
  }

  /** Ask what the ballots of a closed round would change, of one recommendation or of all. */
  interface ReadWishes {
    type: "read_wishes";
    ref?: string;
    round_id: string;
    recommendation_id?: string;
  }

  /** What one reading of an item came to: the wording chosen, empty where several shared the first rank. */
  interface Reading {
    round_id: string;
    number: number;
    recommendation_id: string;
    verdict: string;
  }

  /** The item of an earlier round whose wordings a round is about. */
  interface ReadingOf {
    round_id: string;
    recommendation_id: string;
  }

  /** A recommendation as an audience sees it: a field that is not for it is there and empty. */
  interface Recommendation {
    id: string;
    number: number;
    label: string;
    title: string;
    text: string;
    language: string;
    question_id: string;
    room_id: string;
    region_ids: string[];
    status: "" | "proposed" | "accepted" | "rejected" | "withdrawn" | "merged";
    version: number;
    reason: string;
    translations: Record<string, Translation>;
    parents: string[];
    merged_into: string;
    merged_as: string;
    supporters: number;
    note: string;
    kind: "" | "recommendation" | "achievement" | "lesson" | "practice" | "structure";
    facets: Record<string, string | string[]>;
    variant_of: string;
    readings: Reading[];
    taken_back: boolean;
  }

  /** A recommendation is new or not as it was. */
  interface RecommendationChanged {
    type: "recommendation_changed";
    seq: number;
    recommendation: Recommendation;
    waiting: number | null;
  }

  /** Say where one's region stands on an item of an open round, with words if it has any. */
  interface RecordPosition {
    type: "record_position";
    ref?: string;
    round_id: string;
    request_id?: string;
    recommendation_id: string;
    state: string;
    words?: string;
    region_id?: string;
  }

  /** Count every ballot again and lift the freeze. */
  interface RecountRound {
    type: "recount_round";
    ref?: string;
    round_id: string;
    request_id?: string;
  }

  /** Refuse a merge that waits, with a note if there is one. */
  interface RefuseMerge {
    type: "refuse_merge";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    note?: string;
  }

  /** Send away whoever waits for a named seat; the seat is free again. */
  interface RefuseSeat {
    type: "refuse_seat";
    ref?: string;
    seat_id: string;
    request_id?: string;
  }

  /** Refuse the words that are proposed, with a note if there is one. */
  interface RefuseWording {
    type: "refuse_wording";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    note?: string;
  }

  /** No, with a code that never changes and words in the caller's language. */
  interface Refused {
    type: "refused";
    ref: string;
    code: string;
    message: string;
    current: any;
  }

  /** A region of the meeting; `short` stands on its chip. */
  interface Region {
    id: string;
    name: string;
    short: string;
    seats: number;
  }

  /** Take a proposal off the list, with a reason if there is one. */
  interface RejectRecommendation {
    type: "reject_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    reason?: string;
  }

  /** What a ballot says of one recommendation in words. */
  interface Remark {
    kind: string;
    words?: string;
    quote?: string;
  }

  /** Remove the seats that one address took, or that were taken within one minute. */
  interface RemoveJoins {
    type: "remove_joins";
    ref?: string;
    request_id?: string;
    from?: string;
    minute_ms?: number;
  }

  /** Take a seat away for good, and its ballots out of the rounds that are being voted on. */
  interface RemoveSeat {
    type: "remove_seat";
    ref?: string;
    seat_id: string;
    request_id?: string;
  }

  /** Take somebody who waits off the list. */
  interface RemoveSpeaker {
    type: "remove_speaker";
    ref?: string;
    request_id: string;
    speaker: number;
  }

  /** Give a delegation of a region another name, in the list and on its seats. */
  interface RenameDelegation {
    type: "rename_delegation";
    ref?: string;
    request_id: string;
    version: number;
    region_id: string;
    name: string;
    to: string;
  }

  /** Open a closed round again before it is published, for a while, until a date or until it is closed. */
  interface ReopenRound {
    type: "reopen_round";
    ref?: string;
    round_id: string;
    request_id?: string;
    seconds?: number | null;
    closes_at?: string;
  }

  /** Let the countdown run again. */
  interface ResumeRound {
    type: "resume_round";
    ref?: string;
    round_id: string;
    request_id?: string;
  }

  /** Send a recommendation back to its author, with a note that says what to change, as of the version read. */
  interface ReturnRecommendation {
    type: "return_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    note: string;
    version?: number;
  }

  /** A room: everybody's or a region's, for one agenda session. */
  interface Room {
    id: string;
    kind: "plenary" | "region" | "desk";
    region_id: string;
    agenda_session_id: string;
    title: string;
  }

  /** A round as it stands. */
  interface Round {
    id: string;
    number: number;
    number_in_room: number;
    room_id: string;
    question_id: string;
    method: string;
    slate: string[];
    regions: string[];
    pool: string[];
    columns: string[];
    marks: string[];
    rules: Rules;
    version: number;
    state: "draft" | "open" | "closing" | "closed" | "published" | "void";
    epoch: number;
    frozen: boolean;
    clock: Clock;
    entitled: number;
    checked_in: number;
    submitted: boolean;
    reason: string;
    lot: Lot | null;
    excess: Excess | null;
    from_round: FromRound | null;
    reading_of: ReadingOf | null;
  }

  /** A round calls those who may enter its room, is about to end, or calls nobody any more. */
  interface RoundCalled {
    type: "round_called";
    room_id: string;
    round_id: string;
    state: "draft" | "open" | "closing" | "closed" | "published" | "void";
  }

  /** A round is new or not as it was. */
  interface RoundChanged {
    type: "round_changed";
    seq: number;
    round: Round;
  }

  /** A draft is gone, as if it had never been prepared. */
  interface RoundDiscarded {
    type: "round_discarded";
    seq: number;
    round_id: string;
  }

  /** The draft stands under this id; `round` is as it stands, null where it was discarded since. */
  interface RoundPrepared {
    type: "round_prepared";
    ref: string;
    seq: number;
    round_id: string;
    round: Round | null;
    already: boolean;
  }

  /** The ranked list is public; too long a list is only pointed to. */
  interface RoundPublished {
    type: "round_published";
    seq: number;
    round_id: string;
    ranked_list: any;
    url: string;
  }

  /** The whole rules sheet of a round; shares are exact fractions as text. */
  interface Rules {
    visibility: "turnout" | "hidden" | "live";
    secrecy: "confidential" | "recorded" | "sealed";
    k: number;
    with_changes: boolean;
    wishes: boolean;
    reservations: boolean;
    theta: string;
    backing_quorum: string;
    regions_needed: string;
    opposition_tolerated: number;
    no_region_leans: boolean;
    both_keys: boolean;
    roll_call: boolean;
    places: number;
    max_choices: number;
    quorum: string | null;
    deciding_quorum: boolean;
    required_majority: "simple" | "absolute" | "two_thirds";
    tie_rule: "declare" | "lot" | "run_off";
    closes_after_s: number | null;
    closes_at: string | null;
    named_positions: string[];
  }

  /** The desk says something to everybody or in this room; without words it is taken back. */
  interface SaidToAll {
    type: "said_to_all";
    seq: number;
    bulletin: Bulletin;
  }

  /** Say something to everybody, or in one room; without words what stands there is taken back. */
  interface SayToAll {
    type: "say_to_all";
    ref?: string;
    request_id: string;
    text?: string;
    language?: string;
    translations?: Record<string, string>;
    room_id?: string;
  }

  /** How many screens are connected, and how many of them show what was set: for the podium alone. */
  interface ScreensChanged {
    type: "screens_changed";
    seq: number;
    screens: number;
    showing: number;
  }

  /** A seat as it stands in the list. */
  interface Seat {
    seat_id: string;
    number: number;
    name: string;
    delegation: string;
    region_id: string;
    language: string;
    votes: boolean;
    state: "named" | "waiting" | "arriving" | "here" | "barred";
    joined_at_ms: number;
    entered_at_ms: number;
    from: string;
    cast: number;
  }

  /** A page of the seats, how many there are and may vote, and from where they were taken; `more`: the next page. */
  interface Seats {
    type: "seats";
    ref: string;
    seats: Seat[];
    more: string | null;
    totals: Totals;
    sources: Source[];
    entitled: Record<string, number>;
    pool: string[];
    small: Record<string, number>;
  }

  /** How the meeting is joined and who waits to be let in: for the podium, and at the desk which seats changed. */
  interface SeatsChanged {
    type: "seats_changed";
    joining: Joining;
    totals: Totals;
    waiting: Seat[];
    changed: Seat[] | null;
    gone: string[];
    personal_s: Record<string, number>;
  }

  /** What a region handed to a plenary session, in its own order; what of it stays is told in its own room. */
  interface Set {
    region_id: string;
    room_id: string;
    session_id: string;
    round_id: string;
    recommendation_ids: string[];
    handed_at_ms: number;
    bound?: string[];
    confirmed: Confirmed | null;
  }

  /** What a region hands to a plenary session is new or not as it was; without recommendations it is taken back. */
  interface SetChanged {
    type: "set_changed";
    seq: number;
    region_id: string;
    room_id: string;
    session_id: string;
    round_id: string;
    recommendations: Recommendation[];
    handed_at_ms: number;
    bound?: string[];
    confirmed: Confirmed | null;
  }

  /** Start a countdown in a round that has none, have it close at a date, or take that away. */
  interface SetCountdown {
    type: "set_countdown";
    ref?: string;
    round_id: string;
    request_id?: string;
    seconds?: number | null;
    closes_at?: string;
  }

  /** Say what the meeting is at: an agenda session, and a guiding question if one is up. */
  interface SetLive {
    type: "set_live";
    ref?: string;
    request_id?: string;
    question_id?: string;
    session_id?: string;
  }

  /** Say whether a device that has a seat of the meeting may be given another. */
  interface SetOneSeat {
    type: "set_one_seat";
    ref?: string;
    request_id?: string;
    on: boolean;
  }

  /** Say how many seats the meeting may have. */
  interface SetSeatLimit {
    type: "set_seat_limit";
    ref?: string;
    request_id?: string;
    limit: number;
  }

  /** Say whether phones may ask for the floor, and how many seconds each has; nought is no limit. */
  interface SetUpSpeakers {
    type: "set_up_speakers";
    ref?: string;
    request_id: string;
    on: boolean;
    seconds?: number;
  }

  /** The same, as the release before knew it. */
  interface Shortlist {
    region_id: string;
    round_id: string;
    recommendation_ids: string[];
  }

  /** The same in plenary under its old name: for those whose hello does not accept `set_changed`. */
  interface ShortlistSubmitted {
    type: "shortlist_submitted";
    seq: number;
    region_id: string;
    round_id: string;
    recommendations: Recommendation[];
  }

  /** Have the screens of this room show something; nothing said, they follow the room again. */
  interface ShowInHall {
    type: "show_in_hall";
    ref?: string;
    request_id?: string;
    room_id?: string;
    round_id?: string;
    view?: string;
    page?: number;
    item?: string;
  }

  /** What the screens of a room show, and how many of those that are connected say so. */
  interface Shown {
    room_id: string;
    number: number;
    view: string;
    screens: number;
    showing: number;
  }

  /** What regions are asked to sign: a merge with its parents, or words that are proposed for what stands. */
  interface Signing {
    recommendation: Recommendation;
    parents: Recommendation[];
    asking: number;
    agreements: Record<string, "asked" | "agreed" | "aloud" | "refused">;
    answered_at_ms: Record<string, number>;
    wording: Wording | null;
  }

  /** What regions are asked to sign is new or not as it was; without `signing` there is nothing to sign any more. */
  interface SigningChanged {
    type: "signing_changed";
    seq: number;
    recommendation_id: string;
    signing: Signing | null;
  }

  /** What was already proposed, the closest first. */
  interface Similar {
    type: "similar";
    ref: string;
    recommendations: Close[];
  }

  /** The whole picture of the room as of `seq`. */
  interface Snapshot {
    type: "snapshot";
    ref: string;
    seq: number;
    room: Room;
    live: Live;
    regions: Region[];
    recommendations: Recommendation[];
    rounds: Round[];
    shortlists: Shortlist[];
    sets: Set[];
    ranked_lists: Record<string, any>;
    tallies: Record<string, Tally>;
    programme_version: number;
    bulletins: Bulletin[];
    more: string | null;
    waiting: number | null;
    programme: Record<string, any> | null;
    own: Recommendation[];
    signing: Signing[];
    named: Named[];
    counts: Count[];
    confirmations: Confirmation[];
    calls: Call[];
    hall: Hall | null;
    presentation: Presentation | null;
    speakers: Speakers | null;
  }

  /** An address from which seats were taken by code, by its label. */
  interface Source {
    from: string;
    joins: number;
    first_ms: number;
    last_ms: number;
  }

  /** Somebody on a list of speakers; `seat` is the number of the seat that asked, nought where none did. */
  interface Speaker {
    number: number;
    name: string;
    region_id: string;
    seat: number;
  }

  /** Who speaks in a room and who waits; `spoken` says in milliseconds what each region has spoken before. */
  interface Speakers {
    asking: boolean;
    seconds: number;
    next: Speaker[];
    turn: Turn | null;
    spoken: Record<string, number>;
  }

  /** The list of speakers of this room: who speaks, who waits in which order, how long each region has spoken. */
  interface SpeakersChanged {
    type: "speakers_changed";
    seq: number;
    speakers: Speakers;
  }

  /** Hand the region's published shortlist to the plenary. */
  interface SubmitShortlist {
    type: "submit_shortlist";
    ref?: string;
    round_id: string;
    request_id?: string;
  }

  /** Count one's seat among those that support a recommendation, or no longer. */
  interface SupportRecommendation {
    type: "support_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    on: boolean;
  }

  /** The seat is counted among those that support a recommendation, or no longer. */
  interface Supported {
    type: "supported";
    ref: string;
    seq: number;
    recommendation_id: string;
    on: boolean;
    already: boolean;
  }

  /** Take recommendations back that were handed over. */
  interface TakeBack {
    type: "take_back";
    ref?: string;
    request_id: string;
    recommendation_ids: string[];
    replaces?: Record<string, string[]> | null;
  }

  /** From which list a slate is taken, which groups of it, and how many at most; 0 is as many as the method takes. */
  interface TakenFrom {
    round_id: string;
    take: string[];
    most: number;
  }

  /** A count, as far as the rules sheet shows it. */
  interface Tally {
    tally_version: number;
    turnout: Record<string, [number, number, number]>;
    cells: number[][][] | null;
    outlook: Outlook[] | null;
  }

  /** The newest count of a round; cells are null while directions are hidden. */
  interface TallyChanged {
    type: "tally_changed";
    round_id: string;
    tally_version: number;
    turnout: Record<string, [number, number, number]>;
    cells: number[][][] | null;
    outlook: Outlook[] | null;
  }

  /** What changed in a count since the version before it: for those whose hello accepts `delta`. */
  interface TallyStepped {
    type: "tally_stepped";
    round_id: string;
    since: number;
    tally_version: number;
    turnout: Record<string, [number, number, number]>;
    cells: [number, number, number, number][];
    outlook: Outlook[];
  }

  /** How many seats there are. */
  interface Totals {
    seats: number;
    limit: number;
    waiting: number;
    here: number;
    barred: number;
  }

  /** Say the words of a recommendation in another language; an empty title takes a translation away. */
  interface TranslateRecommendation {
    type: "translate_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
    language: string;
    title: string;
    text?: string;
    version?: number;
    replaces?: number | null;
  }

  /** The words of a recommendation in another language. */
  interface Translation {
    title: string;
    text: string;
    version: number;
  }

  /** Somebody who speaks, and for how many milliseconds when this was said; the clock stands still while paused. */
  interface Turn {
    speaker: Speaker;
    clock: Clock;
    spoken_ms: number;
    paused: boolean;
  }

  /** Give the floor to the region at a place of the order, from 0 on; the first turn fixes the order. */
  interface TurnPresentation {
    type: "turn_presentation";
    ref?: string;
    request_id: string;
    place: number;
  }

  /** Let the holder of a seat in again. */
  interface UnbarSeat {
    type: "unbar_seat";
    ref?: string;
    seat_id: string;
    request_id?: string;
  }

  /** Take a merge back: its parents are as they were before. */
  interface UndoMerge {
    type: "undo_merge";
    ref?: string;
    request_id: string;
    recommendation_id: string;
  }

  /** Wishes that are told together: of a region, of a delegation, of `others` that are not told apart, or of anybody. */
  interface Voices {
    region_id: string;
    others: boolean;
    delegation: string;
    count: number | null;
    remarks: Remark[];
  }

  /** Void a round with a reason; its ballots are kept and not counted. */
  interface VoidRound {
    type: "void_round";
    ref?: string;
    round_id: string;
    request_id?: string;
    reason: string;
  }

  /** One page of the proposals that wait, oldest first; `more` is where the next page begins. */
  interface Waiting {
    type: "waiting";
    ref: string;
    seq: number;
    waiting: number;
    recommendations: Recommendation[];
    more: number | null;
  }

  /** A proposal that waits is new or not as it was: for those who conduct the room. */
  interface WaitingChanged {
    type: "waiting_changed";
    seq: number;
    recommendation: Recommendation;
    waiting: number;
  }

  /** The verdict that can still be reached, and how many more For it takes in which region, and besides anywhere. */
  interface WayUp {
    verdict: string;
    anywhere: number;
    votes: Record<string, number>;
  }

  /** What is told of the wishes about one recommendation, in the version of its text that they are about. */
  interface Wished {
    recommendation_id: string;
    version: number;
    count: number | null;
    groups: Voices[];
  }

  /** What ballots of a closed round would change; `withheld`: of some ballots no words are told. */
  interface Wishes {
    type: "wishes";
    ref: string;
    round_id: string;
    epoch: number;
    items: Wished[];
    withheld: boolean;
  }

  /** Take back one's own proposal. */
  interface WithdrawRecommendation {
    type: "withdraw_recommendation";
    ref?: string;
    request_id: string;
    recommendation_id: string;
  }

  /** Take the report of the meeting back from everybody. */
  interface WithdrawReport {
    type: "withdraw_report";
    ref?: string;
    request_id?: string;
  }

  /** Other words that are proposed: by a region's moderator, or by the chair where `by` is empty. */
  interface Wording {
    by: string;
    version: number;
    title: string;
    text: string;
    agreements: Record<string, "asked" | "agreed" | "aloud" | "refused">;
    chair_agrees: boolean;
    at_ms: number;
    refused: boolean;
    note: string;
  }

  /** Who one is here, what one proposed and supports, and the ballots of one's seat. */
  interface You {
    type: "you";
    role: string;
    seat_id: string;
    region_id: string;
    name: string;
    recommendations: string[];
    ballots: Record<string, Ballot>;
    personal_s: number;
    supported: string[];
    confirmed_in: Record<string, number>;
    positions_confirmed: Record<string, number>;
    casts_in: string[];
  }

  type Command = Hello | ChangeRound | DiscardRound | OpenRound | CloseRound | PublishRound | ReopenRound
    | PauseRound | ResumeRound | ExtendRound | SetCountdown | RecountRound | VoidRound | SubmitShortlist
    | EnterCount | ReadCount | RecordPosition | ConfirmPosition | MakeFindings | ReturnRecommendation
    | SupportRecommendation | AgreeMerge | RefuseMerge | UndoMerge | ProposeWording | AcceptWording
    | RefuseWording | ProposeVariant | AcceptRecommendation | RejectRecommendation | EditRecommendation
    | TranslateRecommendation | WithdrawRecommendation | PrepareRound | SetLive | HandOver | TakeBack
    | AskConfirmation | ConfirmSet | ReadHistory | PreparePresentation | TurnPresentation | PausePresentation
    | EndPresentation | EditProgramme | SayToAll | PublishReport | WithdrawReport | RenameDelegation | ShowInHall
    | HallShown | ProposeMerge | SetUpSpeakers | AddSpeaker | AskToSpeak | RemoveSpeaker | CallSpeaker
    | PauseSpeaker | EndSpeakers | Propose | FindSimilar | ListWaiting | CloseJoining | OpenJoining | NewJoinCode
    | SetSeatLimit | SetOneSeat | RemoveJoins | ListSeats | AdmitSeat | RefuseSeat | BarSeat | UnbarSeat
    | RemoveSeat | ReadWishes | CastBallot;

  type Decision = LiveChanged | AgendaChanged | ProgrammeChanged | SaidToAll | PresentationChanged
    | SpeakersChanged | RecommendationChanged | WaitingChanged | SigningChanged | NamedChanged | CountChanged
    | Decided | RoundChanged | RoundDiscarded | RoundPublished | SetChanged | ConfirmationChanged
    | ShortlistSubmitted;

  type News = RoundCalled | HallChanged | ScreensChanged | TallyChanged | TallyStepped | Pulse | AlarmRaised
    | PresenceChanged | OverviewChanged | AlikeChanged | CountingChanged | SeatsChanged | JoiningChanged;

  type Reply = You | Snapshot | Proposed | MergeProposed | Similar | Waiting | Supported | History
    | RoundPrepared | Done | Seats | BallotCast | Wishes | Counted | Refused;

  type Heard = Decision | News | Reply;

  /** A command as a page asks it: the line puts `ref` and, if there is none, `request_id`. */
  type Asked = Command extends infer One ? One extends Command
    ? Omit<One, "ref" | "request_id"> & {ref?: string, request_id?: string} : never : never;
}
