-- What ends: the way in of whoever is barred, a seat with its ballots, a join code.
-- The last part of the library of votes.lua, whose functions it shares.

-- bar_seat: keep the holder of a seat out, or let them in again; unbarred, a seat is what it was before.
-- KEYS  seats, arriving, arrivals, entered, gone, checked-in set, waiting, barred, acts, bell
-- ARGV  act, actor, now (ms), seat, expiry (s), votes, when it was taken by code or 0
-- reply 1, or 0: it is so already
local function bar_seat(keys, args)
  local seats, arriving, arrivals, entered, gone, here, waiting, barred, acts, channel = unpack(keys)
  local act, actor, at_ms, seat, expires_at_s, votes, joined_at_ms = unpack(args)
  if act == 'bar_seat' then
    local text = server.call('HGET', seats, seat) or server.call('HGET', arriving, seat)
    if not text then return 0 end
    server.call('HDEL', seats, seat)
    drop_arriving(arriving, arrivals, seat)
    server.call('SREM', here, seat)
    server.call('HDEL', waiting, seat)
    server.call('HSET', barred, seat, (server.call('HGET', entered, seat) or '0') .. ' ' .. text)
    server.call('HDEL', entered, seat)
    server.call('SADD', gone, seat)
    bell(channel, 'revoked seat:' .. seat)
  else
    local since, text = string.match(server.call('HGET', barred, seat) or '', '^(%d+) (.*)$')
    if not text then return 0 end
    server.call('HDEL', barred, seat)
    server.call('SREM', gone, seat)
    if since ~= '0' then server.call('HSET', entered, seat, since) end
    if joined_at_ms ~= '0' and since == '0' then
      server.call('HSET', arriving, seat, text)
      server.call('ZADD', arrivals, joined_at_ms, seat)
    else
      server.call('HSET', seats, seat, text)
      if since ~= '0' and votes == '1' then server.call('SADD', here, seat) end
    end
  end
  log(acts, act, actor, at_ms, seat, '')
  expire({seats, arriving, arrivals, entered, here, barred, gone, acts}, expires_at_s)
  bell(channel, 'seats ' .. seat)
  return 1
end

-- take_ballot_out: delete the ballot of a seat from a round in which voting goes on, and from its tally.
-- reply 1, or 0 where there is none, or voting is over
local function take_ballot_out(round_key, tally_key, ballots_key, seat, room_id, shape, expires_at_s, channel)
  local state = server.call('HGET', round_key, 'state')
  if state ~= 'open' and state ~= 'closing' then return 0 end
  local last = read_record(server.call('HGET', ballots_key, seat))
  if not last then return 0 end
  local changes = {[0] = 1}
  add_ballot(changes, last.marks, last.region, last.came, shape, -1)
  add_marks(changes, last.marks, last.region, shape, -1)
  server.call('HDEL', ballots_key, seat)
  apply(tally_key, changes)
  expire({tally_key, ballots_key}, expires_at_s)
  bell(channel, 'room ' .. room_id)
  return 1
end

-- remove_seat: take a seat away, and its ballots out of the rounds that are being voted on;
-- nothing of it is cast again.
-- KEYS  seats, arriving, arrivals, entered, gone, checked-in set, waiting, barred, admitted, personal time, acts, bell,
--       then for each round: round, tally, ballots
-- ARGV  actor, now (ms), seat, expiry (s), detail, then for each round: room id, number of regions, number of columns
-- reply {1, or 0 where it was gone before, or -1 where there was no such seat, how many ballots were taken out}
-- cost  O(rounds + marks of the ballots)
local function remove_seat(keys, args)
  local seats, arriving, arrivals, entered, gone, here, waiting, barred, admitted, personal_time, acts, channel =
    unpack(keys)
  local actor, at_ms, seat, expires_at_s, detail = unpack(args)
  local was_in = server.call('HDEL', seats, seat) + server.call('HDEL', barred, seat)
  local was_arriving = drop_arriving(arriving, arrivals, seat)
  local known = was_in + was_arriving > 0 or server.call('SISMEMBER', gone, seat) == 1
  if not known then return {-1, 0} end
  if was_in + was_arriving > 0 then
    server.call('SADD', gone, seat)
    server.call('SREM', here, seat)
    for _, key in ipairs({entered, waiting, admitted, personal_time}) do server.call('HDEL', key, seat) end
    expire({gone}, expires_at_s)
    bell(channel, 'revoked seat:' .. seat)
  end
  local taken = 0
  for round = 0, (#keys - 12) / 3 - 1 do
    local key, arg = 12 + 3 * round, 5 + 3 * round
    local shape = {regions = tonumber(args[arg + 2]), columns = tonumber(args[arg + 3])}
    taken = taken + take_ballot_out(keys[key + 1], keys[key + 2], keys[key + 3], seat, args[arg + 1], shape,
                                    expires_at_s, channel)
  end
  if was_in + was_arriving > 0 or taken > 0 then
    log(acts, 'remove_seat', actor, at_ms, seat, detail .. 'ballots ' .. taken)
    expire({acts}, expires_at_s)
    bell(channel, 'seats ' .. seat)
  end
  return {was_in + was_arriving > 0 and 1 or 0, taken}
end

-- change_joining: choose how the meeting is joined, once for a request, as it was when that was decided.
-- KEYS  joining, requests, acts, bell, requests before
-- ARGV  expiry (s), act, actor, now (ms), request ('' for none), field, value, code that is valid, open, limit,
--       one seat
-- reply 'done' | 'already' | 'overtaken'
local function change_joining(keys, args)
  local expires_at_s, act, actor, at_ms, request, field, value, code, open, limit, one_seat =
    unpack(args)
  if request ~= '' and answer_to(keys[2], keys[5], request) then return 'already' end
  for name, chosen in pairs({code = code, open = open, limit = limit, one_seat = one_seat}) do
    server.call('HSETNX', keys[1], name, chosen)
  end
  expire({keys[1]}, expires_at_s)
  if server.call('HGET', keys[1], 'code') ~= code then return 'overtaken' end
  if server.call('HGET', keys[1], field) == value then return 'already' end
  server.call('HSET', keys[1], field, value)
  if request ~= '' then keep_answer(keys[2], keys[5], request, '0 ') end
  local said = {limit = value, one_seat = value == '1' and 'on' or 'off'}
  log(keys[3], act, actor, at_ms, '', said[field] or '')
  expire({keys[2], keys[3]}, expires_at_s)
  bell(keys[4], 'joining')
  return 'done'
end

-- release_code: have a join code lead nowhere, if it leads to this meeting.
-- KEYS  the code      ARGV  meeting      reply  1, or 0: it leads elsewhere, or nowhere
local function release_code(keys, args)
  if server.call('GET', keys[1]) ~= args[1] then return 0 end
  return server.call('DEL', keys[1])
end

server.register_function('bar_seat', bar_seat)
server.register_function('remove_seat', remove_seat)
server.register_function('change_joining', change_joining)
server.register_function('release_code', release_code)
