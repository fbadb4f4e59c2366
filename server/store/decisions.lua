-- What was decided. A part of the library of votes.lua, whose local functions it shares.

-- Keep which seats there were at an opening, in commands of 1,000: '-' stands for the opening itself.
local function write_electorate(key, text)
  server.call('DEL', key)
  local words = {'-', ''}
  for seat, region, here in string.gmatch(text, '(%S+) (%d+) (%d)') do
    words[#words + 1], words[#words + 2] = seat, region .. ' ' .. here
    if #words >= 2000 then
      server.call('HSET', key, unpack(words))
      words = {}
    end
  end
  if #words > 0 then server.call('HSET', key, unpack(words)) end
end

-- How many events of a room stay: a line that was cut needs those of seconds, the log of acts those of a meeting.
local MOST_EVENTS = 20000

-- commit: write one decision, if it was worked out from the newest proceedings (`decision` is still the same number).
-- KEYS  state, seqs, requests, bell channel, then the keys that the writes name by index
-- ARGV  JSON {decision, expires_at_s, request ('' for none), answer, answered_room, actor, at_ms,
--             writes: [[key index, field, value]…], drops: [[key index, field]…], rings: what else the bell says,
--             older: key index of the requests before (none: all are in one),
--             electorates: [[key index, 'seat region here …']…],
--             appends: [[key index, value, how many are kept]…], seated: [[key index of gone, seat]…],
--             events: [[key index, room, JSON, [field, value…]]…], acts: [[key index, [field, value…]]…]}
-- reply {'done', seq of the answered room, answer} | {'already', seq, answer} | {'overtaken', current decision}
-- cost  O(writes + drops + events + acts)
local function commit(keys, args)
  local state_key, seqs_key, requests_key, channel = keys[1], keys[2], keys[3], keys[4]
  local asked = cjson.decode(args[1])
  local older = asked.older or 0
  if asked.request ~= '' then
    local before = answer_to(requests_key, keys[older], asked.request)
    if before then
      local seq, answer = string.match(before, '^(%d+) (.*)$')
      return {'already', tonumber(seq), answer}
    end
  end
  local decision = tonumber(server.call('HGET', state_key, 'decision') or '0')
  if decision ~= asked.decision then return {'overtaken', decision} end

  for _, seat in ipairs(asked.seated or {}) do  -- taken away meanwhile: whoever asks has to look again
    if server.call('SISMEMBER', keys[seat[1]], seat[2]) == 1 then return {'overtaken', decision} end
  end

  server.call('HSET', state_key, 'decision', decision + 1)
  for _, write in ipairs(asked.writes) do
    local key, field, value = keys[write[1]], write[2], write[3]
    server.call('HSET', key, field, value)
  end
  for _, electorate in ipairs(asked.electorates or {}) do write_electorate(keys[electorate[1]], electorate[2]) end
  for _, append in ipairs(asked.appends or {}) do
    server.call('XADD', keys[append[1]], 'MAXLEN', append[3], decision + 1 .. '-0', 'entry', append[2])
  end
  for _, drop in ipairs(asked.drops) do server.call('HDEL', keys[drop[1]], drop[2]) end
  for _, event in ipairs(asked.events) do
    local key, room_id, text, others = keys[event[1]], event[2], event[3], event[4]
    local seq = server.call('HINCRBY', seqs_key, room_id, 1)
    server.call('XADD', key, 'MAXLEN', '~', MOST_EVENTS, seq .. '-0', 'event', text, 'actor', asked.actor,
                'at_ms', asked.at_ms, unpack(others))
    bell(channel, 'room ' .. room_id)
  end
  for _, act in ipairs(asked.acts or {}) do
    server.call('XADD', keys[act[1]], 'MAXLEN', '~', 100000, '*', unpack(act[2]))
  end
  for _, ring in ipairs(asked.rings or {}) do bell(channel, ring) end
  local seq = tonumber(server.call('HGET', seqs_key, asked.answered_room) or '0')
  if asked.request ~= '' then keep_answer(requests_key, keys[older], asked.request, seq .. ' ' .. asked.answer) end
  local touched = {state_key, seqs_key, requests_key}
  for index = 5, #keys do touched[#touched + 1] = keys[index] end
  expire(touched, asked.expires_at_s)
  return {'done', seq, asked.answer}
end

server.register_function('commit', commit)
