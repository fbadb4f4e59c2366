#!lua name=plenum

-- The one atomic place of Plenum. What must be true at one instant is decided here, and nothing else is.
-- Ballots are here. The service appends decisions.lua (what was decided), lists.lua, admission.lua (who is let in),
-- seating.lua (who sits where), removal.lua (what is removed), halls.lua and papers.lua, and loads all as one library.
-- No clock, no dice. What a failing function has written stays, so every function checks first and writes last.
-- Above each function: KEYS and ARGV as it is called, the reply, and how the cost grows.

local function bell(channel, what) server.call('SPUBLISH', channel, what) end

local function expire(keys, at_s)
  for _, key in ipairs(keys) do server.call('EXPIREAT', key, at_s) end
end

-- What requests were answered: in two generations, so that a flood of them is forgotten with the older one. An older
-- release names no second generation, and forgets nothing.
local MOST_ANSWERS = 50000
local function answer_to(answers, older, request)
  return server.call('HGET', answers, request) or (older and server.call('HGET', older, request))
end
local function keep_answer(answers, older, request, answer)
  if older and server.call('HLEN', answers) >= MOST_ANSWERS then server.call('RENAME', answers, older) end
  server.call('HSET', answers, request, answer)
end

-- A ballot record: revision, epoch, request id, ballot id, region, marks, generation (`3`, or `3+1` of a seat that came
-- late, `3+2` of one that was made late), nonce, and where ballots have words `~words`; see store/packing.py.
local function read_record(text)
  if not text then return nil end
  local revision, epoch, request_id, ballot_id, region, marks, came =
    string.match(text, '^(%d+) (%d+) (%S+) (%S+) (%d+) (%S+) ?%d*%+?(%d*)')
  return {revision = tonumber(revision), epoch = tonumber(epoch), request_id = request_id, ballot_id = ballot_id,
          region = tonumber(region), marks = marks, came = tonumber(came) or 0}
end

-- The words of a ballot, as they stand at the end of its record; nil where ballots have none.
local function words_of(text) return string.match(text, '~(.*)$') end

-- What a hash keeps of each seat of a batch, asked for in one command: a call costs as much as counting some ballots.
local function read_of_seats(key, seats)
  local kept, values = {}, #seats > 0 and server.call('HMGET', key, unpack(seats)) or {}
  for at, seat in ipairs(seats) do kept[seat] = values[at] or nil end
  return kept
end

-- In which region a seat casts, and when it came: 0 it was there at the opening, 1 it was entitled and came later, 2 it
-- was made later. The opening has settled both, as `kept` of the electorate says; who was made later casts where they
-- say. An older round has no electorate, and nobody came late to it. The place behind the last region is that of seats
-- whose region takes part by its position: they cast nothing.
local function place_of(kept, electorate_key, region)
  local place, here = string.match(kept or '', '^(%d+) (%d)$')
  if place then return tonumber(place), here == '1' and 0 or 1 end
  return region, server.call('EXISTS', electorate_key) == 1 and 2 or 0
end

-- Add `by` (1 or -1) for each mark of a ballot. The packed tally is a row of counts: version, then ballots by region,
-- then cells by item, region, column, then by region who was not there at the opening, then who was made since;
-- `changes` maps a place in that row to what is added there.
local function add_marks(changes, marks, region, shape, by)
  for item = 1, #marks do
    local column = tonumber(string.sub(marks, item, item), 36)
    if column then
      local place = 1 + shape.regions + ((item - 1) * shape.regions + region) * shape.columns + column
      changes[place] = (changes[place] or 0) + by
    end
  end
end

-- Add `by` for the ballot itself: for one more seat that has cast, or one less.
local function add_ballot(changes, marks, region, came, shape, by)
  local function add(place) changes[place] = (changes[place] or 0) + by end
  add(1 + region)
  local after = 1 + shape.regions + #marks * shape.regions * shape.columns + region
  if came > 0 then add(after) end
  if came == 2 then add(after + shape.regions) end
end

-- Add all changes to the tally, in commands of at most 1,000 counts.
local function apply(tally_key, changes)
  local words = {}
  for place, by in pairs(changes) do
    if by ~= 0 then
      local at = #words
      words[at + 1], words[at + 2], words[at + 3], words[at + 4] = 'INCRBY', 'u32', '#' .. place, by
    end
  end
  for start = 1, #words, 4000 do
    server.call('BITFIELD', tally_key, unpack(words, start, math.min(start + 3999, #words)))
  end
end

-- cast_ballots: record a batch of ballots of one round.
-- KEYS  round, tally, ballots, bell channel, seats that are gone, electorate
-- ARGV  room id, number of regions, number of columns, expiry (s), then for each ballot in one word:
--       'seat region epoch base-revision request-id ballot-id marks generation', and perhaps ' nonce', ' ~words' or
--       ' nonce~words'
-- reply for each ballot: recorded → {epoch, revision}, refused → {code, the ballot record of the seat or ''}
-- cost  O(marks of the batch), whatever the number of voters, the slate and the room
local BALLOT = '^(%S+) (%d+) (%-?%d+) (%-?%d+) (%S+) (%S+) (%S+) (%d+ ?%S*)$'
local function cast_ballots(keys, args)
  local round_key, tally_key, ballots_key, channel = keys[1], keys[2], keys[3], keys[4]
  local room_id, expires_at_s = args[1], tonumber(args[4])
  local shape = {regions = tonumber(args[2]), columns = tonumber(args[3])}
  local round = server.call('HMGET', round_key, 'state', 'epoch', 'frozen')
  local state, epoch, frozen = round[1], tonumber(round[2] or '0'), round[3] == '1'
  local changes, records, replies, accepted = {}, {}, {}, 0
  local some_gone = server.call('EXISTS', keys[5]) == 1
  local seats, first_time = {}, {}
  for at = 5, #args do seats[at - 4] = string.match(args[at], '^%S+') end
  local before = read_of_seats(ballots_key, seats)
  for _, seat in ipairs(seats) do
    if not before[seat] then first_time[#first_time + 1] = seat end
  end
  local electorate = read_of_seats(keys[6], first_time)

  for at = 5, #args do
    local seat, region, of_epoch, base, request_id, ballot_id, marks, kept = string.match(args[at], BALLOT)
    region, of_epoch, base = tonumber(region), tonumber(of_epoch), tonumber(base)
    local text = records[seat] or before[seat]
    local last = read_record(text)
    local reply
    if last and last.request_id == request_id then
      if last.marks == marks and last.ballot_id == ballot_id and words_of(text) == words_of(kept) then
        reply = {last.epoch, last.revision}
      else
        reply = {'request_id_reused', text}
      end
    elseif some_gone and server.call('SISMEMBER', keys[5], seat) == 1 then reply = {'not_permitted', ''}
    elseif of_epoch ~= epoch then reply = {'stale_epoch', text or ''}
    elseif state ~= 'open' and state ~= 'closing' then reply = {'round_not_open', text or ''}
    elseif frozen then reply = {'round_frozen', text or ''}
    elseif base ~= (last and last.revision or 0) then reply = {'stale_revision', text or ''}
    else
      local came
      if last then region, came = last.region, last.came
      else region, came = place_of(electorate[seat], keys[6], region) end
      if region >= shape.regions then reply = {'by_position', ''}
      else
        if last then add_marks(changes, last.marks, region, shape, -1)
        else add_ballot(changes, marks, region, came, shape, 1) end
        add_marks(changes, marks, region, shape, 1)
        local revision = base + 1
        if came > 0 then kept = string.gsub(kept, '^%d+', '%0+' .. came) end
        records[seat] = table.concat({revision, epoch, request_id, ballot_id, region, marks, kept}, ' ')
        reply = {epoch, revision}
        accepted = accepted + 1
      end
    end
    replies[#replies + 1] = reply
  end

  if accepted > 0 then
    changes[0] = accepted
    local words = {}
    for seat, record in pairs(records) do words[#words + 1], words[#words + 2] = seat, record end
    server.call('BITFIELD', tally_key, 'GET', 'u32', '#0') -- fails here where it may not count, before a ballot is kept
    server.call('HSET', ballots_key, unpack(words))
    apply(tally_key, changes)
    expire({tally_key, ballots_key}, expires_at_s)
    bell(channel, 'room ' .. room_id)
  end
  return replies
end

server.register_function('cast_ballots', cast_ballots)
