-- What is done about a count and its list. A part of the library of votes.lua, whose local functions it shares.

-- repair_tally: replace the tally by a recount, unless a ballot or a repair has changed it since it was compared.
-- KEYS  tally      ARGV  the tally as it was read ('' for none), the recount, expiry (s)
-- reply 1, or 0 if it has changed
local function repair_tally(keys, args)
  if (server.call('GET', keys[1]) or '') ~= args[1] then return 0 end
  server.call('SET', keys[1], args[2])
  expire(keys, tonumber(args[3]))
  return 1
end

-- mark_read: note that somebody reads the list of an epoch before publication; what was noted first stays.
-- KEYS  round, read
-- ARGV  epoch, ListRead as JSON (of which ballots the list tells), expiry (s)
-- reply 1, or 0 if the round is open again
local function mark_read(keys, args)
  local state, epoch = unpack(server.call('HMGET', keys[1], 'state', 'epoch'))
  if epoch ~= args[1] or (state ~= 'closed' and state ~= 'published') then return 0 end
  server.call('HSETNX', keys[2], epoch, args[2])
  expire({ keys[2] }, tonumber(args[3]))
  return 1
end

server.register_function('repair_tally', repair_tally)
server.register_function('mark_read', mark_read)
