-- The files of papers: they come in pieces, and are kept by what is in them. The last part of the library of votes.lua.

-- add_piece: take the next piece of a file that is being handed in, as long as there is the meeting.
-- KEYS  meeting, pieces      ARGV  expiry of what is not kept (s), piece
-- reply how many pieces there are, or 0: the meeting is gone
local function add_piece(keys, args)
  if server.call('EXISTS', keys[1]) == 0 then return 0 end
  local place = server.call('HLEN', keys[2])
  server.call('HSET', keys[2], place, args[2])
  server.call('EXPIREAT', keys[2], args[1])
  return place + 1
end

-- keep_file: have the pieces that came be a file, unless there is no room for it.
-- KEYS  pieces, file, files, meeting
-- ARGV  expiry (s), digest, now (ms), size, media, most bytes of all files of the meeting
-- reply 'kept' | 'full' | 'gone': not every piece is there any more, or the meeting is not
-- Invariant: a file that is kept is never written again.
local function keep_file(keys, args)
  local expires_at_s, digest, at_ms, size, media, most = unpack(args)
  if server.call('EXISTS', keys[1], keys[4]) < 2 then return 'gone' end
  if server.call('HEXISTS', keys[3], digest) == 1 then
    server.call('DEL', keys[1])
  else
    local sum = tonumber(size)
    for _, said in ipairs(server.call('HVALS', keys[3])) do sum = sum + tonumber(string.match(said, '^%d+ (%d+)')) end
    if sum > tonumber(most) then return 'full' end
    server.call('RENAME', keys[1], keys[2])
  end
  server.call('HSET', keys[3], digest, at_ms .. ' ' .. size .. ' ' .. media)
  expire({keys[2], keys[3]}, expires_at_s)
  return 'kept'
end

-- touch_files: say of files what they are, and that they were spoken of now: none of them is dropped for an hour.
-- KEYS  files      ARGV  expiry (s), now (ms), digests…      reply what is kept of each, '' for none
local function touch_files(keys, args)
  local said = {}
  for place = 3, #args do
    local known = server.call('HGET', keys[1], args[place]) or ''
    if known ~= '' then
      server.call('HSET', keys[1], args[place], args[2] .. string.match(known, '^%d+( .*)$'))
      expire({keys[1]}, args[1])
    end
    said[place - 2] = known
  end
  return said
end

-- drop_file: forget a file of which no paper speaks, and nobody has for an hour.
-- KEYS  file, files, programme      ARGV  digest, the instant before which it was spoken of last (ms)
-- reply 1, or 0 where it stays
local function drop_file(keys, args)
  local at_ms = string.match(server.call('HGET', keys[2], args[1]) or '', '^(%d+) ')
  if not at_ms or tonumber(at_ms) >= tonumber(args[2]) then return 0 end
  local head = server.call('HGET', keys[3], 'head') or ''
  if string.find(head, args[1], 1, true) then return 0 end
  server.call('HDEL', keys[2], args[1])
  server.call('DEL', keys[1])
  return 1
end

server.register_function('add_piece', add_piece)
server.register_function('keep_file', keep_file)
server.register_function('touch_files', touch_files)
server.register_function('drop_file', drop_file)
