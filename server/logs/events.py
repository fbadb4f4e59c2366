"""Every event that Plenum logs, and what it means, in plain words for whoever runs it.

A call of `log`, `RateLimited` or `Outage` names one of these; a test fails on one that is missing here, and on one that
nobody says. Names are what programs look for: they are kept; the words may change.
"""

LIBRARY = "library_said"

EVENTS = {
    LIBRARY: "A library had something to say; `library` names it.",
    # Processes
    "worker_ended": "A web process ended by itself and is started again.",
    "worker_stuck": "A web process lived and did not turn, so it was ended; another takes its place.",
    "worker_not_up": "A web process did not come up within a minute, so it was ended, and is started again.",
    "worker_not_replaced": "No new web process came up: the old one goes on, and the reason stands above.",
    "sockets_spread": "One web process had far more phones than the others: some of them come again, at no loss.",
    "drain_broke": "The rooms could not be let go one after the other; the process ends all the same.",
    # The store as the supervisor sees it
    "store_awaited": "The store does not answer yet; it is waited for, up to half a minute.",
    "store_ended": "The store ended by itself and is started again; `cause` says why and what to do.",
    "store_not_started": "The store could not be started and is tried again; `plenum doctor` says more.",
    "store_started_again": "The store has been started again.",
    "folder_closed": "Others could enter this folder or read this file; it is its owner's alone now.",
    # The store as a web process sees it
    "store_away": "The store does not answer: voting is refused until it does; phones keep their ballots.",
    "store_back": "The store answers again, and everybody is shown the whole picture.",
    "map_unread": "Nobody says where the stores are; what we know of them holds until somebody does.",
    "map_read": "It is known again where the stores are.",
    "map_broke": "A defect of ours while it was read where the stores are; it is read again.",
    "clock_off": "The clock of this host is more than a second from the store's; closings are left to others first.",
    "clock_right": "The clock of this host is right again.",
    "store_refused": "The store refused what was asked of it; `kind` is its reason.",
    "store_unreadable": "The store said what cannot be read; the connection is made anew.",
    "store_answer_lost": "A defect of ours: what the store said could not be told to whoever asked.",
    "resync_broke": "A defect of ours while everything was read afresh after the store was away.",
    "bell_broke": "A defect of ours in the bell that tells of changes; it is mounted again.",
    "ballots_not_on_disk": "PLENUM_ACK is disk, and the store does not write through: no ballot is accepted.",
    "data_converting": "The data are of an older layout and are converted, meeting by meeting; phones wait meanwhile.",
    "data_converted": "The data are of this layout now; an older Plenum will refuse them.",
    "data_refused": "The data are of another Plenum, and this process ends; `why` says what to do.",
    "durability_unknown": "The store does not say how it keeps what it acknowledges: ballots are called `memory`.",
    # Ballots and counts
    "batch_lost": "A defect of ours: a batch of ballots was not sent; those who cast were told so.",
    "ballot_answer_lost": "A defect of ours: what came of a ballot could not be told; the phone asks again.",
    "alarm_raised": "Whoever conducts must look: `kind` says what the service cannot put right by itself.",
    "counts_differ": "The live tally and the recount of a round differ; the ballots decide.",
    "lot_drawn": "A round was closed for the first time, and by `seed` every tie of it is drawn from now on.",
    "tally_repaired": "The live tally of a round was repaired from its ballots.",
    "self_check_broke": "A defect of ours in the check that compares both counts.",
    "clocks_stand": "The service was away; the clocks of open rounds stand until they are resumed on the podium.",
    "closing_refused": "A round whose time is over was not closed by us; most often another process was first.",
    # Meetings
    "meeting_erased": "A meeting was erased with everything in it; `records` says how many, and `actor` who did it.",
    "secretariat_link_renewed": "The secretariat's link was renewed, and every earlier one is void; `actor` says who.",
    # Rooms
    "overdue_broke": "A defect of ours while it was looked for rounds whose time is over; the look goes on.",
    "pump_broke": "A defect of ours while a room was told what is new; it goes on.",
    "presence_broke": "A defect of ours while it was said who is connected.",
    "pulse_broke": "A defect of ours while a room was told that its lines are alive; it goes on.",
    "seat_news_broke": "A defect of ours while podium and screens were told who waits and how a meeting is joined.",
    "news_broke": "A defect of ours while pages were told what `news` names; those in `about` have what was said last.",
    "hall_news_broke": "A defect of ours while screens and podium were told what the hall shows.",
    "recheck_broke": "A defect of ours while a meeting was looked at again after rings may have been missed.",
    "excess_closed": "A socket asked for more and more beyond its budget, and was closed.",
    "socket_broke": "A defect of ours on a socket, which was closed.",
    "defect": "A defect of ours; whoever met it was told the reference.",
    # Strangers, and people who try what they may not
    "entry_refused": "Somebody came with a credential, a link, a key or a code that opens nothing; `kind` says which.",
    "guests_closed": "Too many connections showed no credential; those that were silent longest were closed.",
    "act_refused": "Somebody tried what their role may not do.",
    "limit_reached": "Somebody was faster than allowed, and was refused; `kind` says at what.",
}
