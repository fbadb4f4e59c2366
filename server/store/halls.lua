-- What the screens of rooms show. The last part of the library of votes.lua, whose local functions it shares.

-- show_in_hall: have the screens of a room show something, and tell every process.
-- KEYS  halls, requests, acts, bell, requests before
-- ARGV  expiry (s), room, Hall as JSON, request ('' for none), what is logged of it ('' for nothing), actor, now (ms)
-- reply {number, 1 where it was so already or was asked under this request before, else 0}
-- Invariant: the number grows by one with each change; what only turns a page is not logged.
local function show_in_hall(keys, args)
  local expires_at_s, room, hall, request, detail, actor, at_ms = unpack(args)
  local number, shown = string.match(server.call('HGET', keys[1], room) or '', '^(%d+) (.*)$')
  number = tonumber(number or 0)
  if request ~= '' and answer_to(keys[2], keys[5], request) then return {number, 1} end
  local changes = shown ~= hall
  if changes then
    number = number + 1
    server.call('HSET', keys[1], room, number .. ' ' .. hall)
    if detail ~= '' then log(keys[3], 'show_in_hall', actor, at_ms, '', detail) end
    bell(keys[4], 'hall ' .. room)
  end
  if request ~= '' then keep_answer(keys[2], keys[5], request, number .. ' ') end
  expire({keys[1], keys[2], keys[3]}, expires_at_s)
  return {number, changes and 0 or 1}
end

server.register_function('show_in_hall', show_in_hall)
