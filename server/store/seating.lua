-- Who sits where: seats that are made, changed and handed to somebody else. A part of the library of votes.lua, whose
-- local functions it shares.

-- add_seats: make named seats, all of them or none.
-- KEYS  joining, seats, arrivals, acts, bell
-- ARGV  actor, now (ms), expiry (s), limit where nothing was chosen since, how long one that arrives counts (ms), then
--       for each seat: id, its JSON
-- reply 1, or 0: the meeting has no room for all of them
local function add_seats(keys, args)
  local actor, now, expires_at_s, limit, young = unpack(args, 1, 5)
  limit = tonumber(server.call('HGET', keys[1], 'limit') or limit)
  local since = string.format('(%d', tonumber(now) - tonumber(young))
  local there = server.call('HLEN', keys[2]) + server.call('ZCOUNT', keys[3], since, '+inf')
  if there + (#args - 5) / 2 > limit then return 0 end
  local made = {}
  for at = 6, #args, 2 do
    made[#made + 1] = args[at]
    server.call('HSET', keys[2], args[at], args[at + 1])
    log(keys[4], 'add_seats', actor, now, args[at], '')
  end
  expire({keys[2], keys[4]}, expires_at_s)
  bell(keys[5], #made <= 500 and 'seats ' .. table.concat(made, ' ') or 'seats')  -- of more the list is read
  return 1
end

-- edit_seat: say anew who sits on a seat, if it is still what it was when that was decided; where its holder is here,
-- they are here in the region that it is of now.
-- KEYS  seats, entered, checked-in set before, checked-in set after, generations, waiting, admitted, acts, bell
-- ARGV  act, actor, now (ms), expiry (s), seat, its JSON before, its JSON after, votes, '1' where its credentials and
--       its link become void, detail
-- reply 'done' | 'overtaken'
local function edit_seat(keys, args)
  local seats, entered, here_before, here, generations, waiting, admitted, acts, channel = unpack(keys)
  local act, actor, at_ms, expires_at_s, seat, before, after, votes, voids, detail = unpack(args)
  if server.call('HGET', seats, seat) ~= before then return 'overtaken' end
  server.call('HSET', seats, seat, after)
  server.call('SREM', here_before, seat)
  if votes == '1' and server.call('HEXISTS', entered, seat) == 1 then server.call('SADD', here, seat) end
  if voids == '1' then
    server.call('HSETNX', generations, 'seat:' .. seat, 1)
    server.call('HINCRBY', generations, 'seat:' .. seat, 1)
    server.call('HDEL', waiting, seat)
    server.call('HDEL', admitted, seat)
  end
  log(acts, act, actor, at_ms, seat, detail)
  expire({seats, here, generations, acts}, expires_at_s)
  bell(channel, (voids == '1' and 'revoked' or 'reseated') .. ' seat:' .. seat)
  bell(channel, 'seats ' .. seat)
  return 'done'
end

-- check_seat: let the holder of a seat be here who has no device in a room, or be gone until they come again.
-- KEYS  as settle, then acts
-- ARGV  act, actor, then as check_in
-- reply 1, or 0: it is so already, or -1: there is no such seat
local function check_seat(keys, args)
  local act, actor, seat, _, now, expires_at_s, _, channel = unpack(args)
  local seats, entered, here, acts = keys[1], keys[4], keys[7], keys[8]
  local was = server.call('HEXISTS', entered, seat)
  if act == 'check_in' then
    if not settle(keys, 1, unpack(args, 3)) then return -1 end
    if was == 1 then return 0 end
  else
    if server.call('HEXISTS', seats, seat) == 0 then return -1 end
    if was == 0 then return 0 end
    server.call('HDEL', entered, seat)
    server.call('SREM', here, seat)
    bell(channel, 'seats ' .. seat)
  end
  log(acts, act, actor, now, seat, '')
  expire({acts}, expires_at_s)
  return 1
end

-- rename_delegation: write what is said anew of a delegation's seats into those that are still what they were when that
-- was decided; others stay. It is in no presence and in no round: those have it from their opening.
-- KEYS  seats, bell
-- ARGV  expiry (s), then for each seat: id, its JSON before, its JSON after
-- reply how many were written
local function rename_delegation(keys, args)
  local seats, channel = unpack(keys)
  local written = {}
  for at = 2, #args, 3 do
    if server.call('HGET', seats, args[at]) == args[at + 1] then
      server.call('HSET', seats, args[at], args[at + 2])
      table.insert(written, args[at])
    end
  end
  if #written == 0 then return 0 end
  expire({seats}, args[1])
  bell(channel, #written <= 500 and 'seats ' .. table.concat(written, ' ') or 'seats')  -- of more the list is read
  return #written
end

server.register_function('rename_delegation', rename_delegation)
server.register_function('add_seats', add_seats)
server.register_function('edit_seat', edit_seat)
server.register_function('check_seat', check_seat)
