-- Who is let in. The second half of the library of votes.lua, whose local functions it shares.

local function log(key, act, actor, at_ms, seat, detail)
  server.call('XADD', key, 'MAXLEN', '~', 100000, '*',
    'act', act, 'actor', actor, 'at_ms', at_ms, 'seat', seat, 'detail', detail)
end

local function drop_arriving(arriving, arrivals, seat)
  server.call('ZREM', arrivals, seat)
  return server.call('HDEL', arriving, seat)
end

-- step_pace: take one of what an address may do; it fills up again with time, and the clock is handed in.
-- KEYS  allowance      ARGV  now (ms), most at once, a second      reply  0, or milliseconds until there is one more
local function step_pace(keys, args)
  local now, most, rate = tonumber(args[1]), tonumber(args[2]), tonumber(args[3])
  local kept = server.call('HMGET', keys[1], 'left', 'at')
  local at = tonumber(kept[2] or now)
  local left = math.min(most, tonumber(kept[1] or most) + math.max(0, now - at) * rate / 1000)
  local wait = 0
  if left < 1 then wait = math.ceil((1 - left) * 1000 / rate) else left = left - 1 end
  server.call('HSET', keys[1], 'left', string.format('%.3f', left), 'at', string.format('%d', math.max(now, at)))
  server.call('EXPIRE', keys[1], math.ceil(most / rate) + 1)
  return wait
end

-- arrive: keep a seat that was taken by code apart from those that are in, until it opens a room.
-- KEYS  joining, seats, arriving, arrivals, bell
-- ARGV  seat, its JSON, now (ms), expiry (s), open and limit where nothing was chosen since, code,
--       how long it counts (ms)
-- reply 'done' | 'join_closed' | 'join_code' | 'seats_full'
-- Invariant: never more are kept than the limit says; those that must go do not count any more.
local function arrive(keys, args)
  local seat, text, now, expires_at_s, open, limit, code, young = unpack(args)
  local chosen = server.call('HMGET', keys[1], 'open', 'limit', 'code')
  limit = tonumber(chosen[2] or limit)
  if (chosen[1] or open) ~= '1' then return 'join_closed' end
  if chosen[3] and chosen[3] ~= code then return 'join_code' end
  local since = string.format('(%d', tonumber(now) - tonumber(young))
  if server.call('HLEN', keys[2]) + server.call('ZCOUNT', keys[4], since, '+inf') >= limit then return 'seats_full' end
  server.call('HSET', keys[3], seat, text)
  server.call('ZADD', keys[4], now, seat)
  local spare = server.call('ZCARD', keys[4]) - limit
  local changed = {'seats', seat}
  if spare > 0 then
    local oldest = server.call('ZPOPMIN', keys[4], spare)
    for at = 1, #oldest, 2 do
      server.call('HDEL', keys[3], oldest[at])
      changed[#changed + 1] = oldest[at]
    end
  end
  expire({keys[3], keys[4]}, expires_at_s)
  bell(keys[5], table.concat(changed, ' '))
  return 'done'
end

-- settle: let a seat be here, one that was arriving for the first time; false where there is no such seat, or no room.
-- keys from `first`: seats, arriving, arrivals, entered, gone, joining, checked-in set of its region
local function settle(keys, first, seat, votes, now, expires_at_s, limit, channel)
  local seats, arriving, arrivals, entered, gone, joining, here = unpack(keys, first, first + 6)
  if server.call('SISMEMBER', gone, seat) == 1 then return false end
  if server.call('HEXISTS', seats, seat) == 0 then
    local text = server.call('HGET', arriving, seat)
    if not text then return false end
    if server.call('HLEN', seats) >= tonumber(server.call('HGET', joining, 'limit') or limit) then return false end
    server.call('HSET', seats, seat, text)
    drop_arriving(arriving, arrivals, seat)
    expire({seats}, expires_at_s)
  end
  if server.call('HSETNX', entered, seat, now) == 1 then
    if votes == '1' then server.call('SADD', here, seat) end
    expire({entered, here}, expires_at_s)
    bell(channel, 'seats ' .. seat)
  end
  return true
end

-- check_in: let the holder of a seat be here without a connection, who opens a page.
-- KEYS  as settle      ARGV  seat, votes, now (ms), expiry (s), limit, bell
-- reply 1, or 0 where there is no such seat
local function check_in(keys, args)
  return settle(keys, 1, unpack(args)) and 1 or 0
end

-- enter_room: let one connection into a room; the newest of a seat has the highest number, and every process is told.
-- KEYS  meeting, generations, seatings, then as settle
-- ARGV  holder, generation of its credential, room, seat id or '', then as check_in
-- reply which generation is valid (0: no such meeting, -1: no such seat), and the number (0 without a seat or with a
--       void credential)
local function enter_room(keys, args)
  local holder, mine, room, seat = unpack(args)
  local expires_at_s, channel = args[7], args[9]
  if server.call('EXISTS', keys[1]) == 0 then return {0, 0} end
  local valid = tonumber(server.call('HGET', keys[2], holder) or 1)
  if seat == '' or valid ~= tonumber(mine) then return {valid, 0} end
  if not settle(keys, 4, unpack(args, 4)) then return {-1, 0} end
  local seating = server.call('HINCRBY', keys[3], seat .. ' ' .. room, 1)
  expire({keys[3]}, expires_at_s)
  bell(channel, 'seat ' .. seat .. ' ' .. room .. ' ' .. seating)
  return {valid, seating}
end

-- claim_seat: let somebody wait for a named seat that nobody has, or have it at once where nobody needs to confirm it,
-- or has confirmed an earlier claim of theirs; that one is good no more, unless this one is refused.
-- KEYS  joining, seats, entered, waiting, admitted, bell
-- ARGV  seat, claim as JSON, its id, now (ms), expiry (s), open, code, nod, how long a claim holds the seat (ms), then
--       the ids of their earlier claims
-- reply 'waiting' | 'admitted' | 'join_closed' | 'join_code' | 'seat_taken'
local function claim_seat(keys, args)
  local seat, text, id, now, expires_at_s, open, code, nod, holds = unpack(args)
  local theirs = {}
  for at = 10, #args do theirs[args[at]] = true end
  local chosen = server.call('HMGET', keys[1], 'open', 'code')
  if (chosen[1] or open) ~= '1' then return 'join_closed' end
  if chosen[2] and chosen[2] ~= code then return 'join_code' end
  local other = server.call('HGET', keys[4], seat)
  if other then
    local claim = cjson.decode(other)
    if theirs[claim.id] or tonumber(now) - claim.at_ms >= tonumber(holds) then other = false end
  end
  local admitted = server.call('HGET', keys[5], seat)
  if other or server.call('HEXISTS', keys[2], seat) == 0 or server.call('HEXISTS', keys[3], seat) == 1
      or (admitted and not theirs[admitted]) then return 'seat_taken' end
  if admitted then nod = '0' end
  if nod == '1' then server.call('HSET', keys[4], seat, text) else server.call('HSET', keys[5], seat, id) end
  expire({keys[4], keys[5]}, expires_at_s)
  bell(keys[6], 'seats ' .. seat)
  return nod == '1' and 'waiting' or 'admitted'
end

-- answer_claim: admit or refuse whoever waits for a seat; nobody is admitted whose seat has its holder here by now.
-- KEYS  waiting, admitted, entered, acts, bell
-- ARGV  act, actor, now (ms), seat, expiry (s)      reply  1, or 0: nobody waits, or waits any more
local function answer_claim(keys, args)
  local act, actor, at_ms, seat, expires_at_s = unpack(args)
  local text = server.call('HGET', keys[1], seat)
  if not text then return 0 end
  server.call('HDEL', keys[1], seat)
  bell(keys[5], 'seats ' .. seat)
  if act == 'admit_seat' then
    if server.call('HEXISTS', keys[3], seat) == 1 then return 0 end
    server.call('HSET', keys[2], seat, cjson.decode(text).id)
  end
  log(keys[4], act, actor, at_ms, seat, '')
  expire({keys[2], keys[4]}, expires_at_s)
  return 1
end

-- withdraw_claim: let nobody wait for a seat under one claim any more, nor have been admitted under it.
-- KEYS  waiting, admitted, bell      ARGV  seat, id of the claim      reply  1, or 0: nobody does
local function withdraw_claim(keys, args)
  local seat, id = unpack(args)
  local text = server.call('HGET', keys[1], seat)
  if text and cjson.decode(text).id == id then
    server.call('HDEL', keys[1], seat)
  elseif server.call('HGET', keys[2], seat) == id then
    server.call('HDEL', keys[2], seat)
  else
    return 0
  end
  bell(keys[3], 'seats ' .. seat)
  return 1
end

server.register_function('step_pace', step_pace)
server.register_function('arrive', arrive)
server.register_function('check_in', check_in)
server.register_function('enter_room', enter_room)
server.register_function('claim_seat', claim_seat)
server.register_function('answer_claim', answer_claim)
server.register_function('withdraw_claim', withdraw_claim)
