-- One ballot of the peers: keep it, move the counts by what changed in it, say its revision. The same for all of them.
-- KEYS: the ballots of the round by seat, its counts. ARGV: seat, region, marks as JSON.
local old, revision = redis.call('HGET', KEYS[1], ARGV[1]), 1
local before = {}
if old then
  local ballot = cjson.decode(old)
  before, revision = ballot.marks, ballot.revision + 1
else
  redis.call('HINCRBY', KEYS[2], 'cast:' .. ARGV[2], 1)
end
local marks = cjson.decode(ARGV[3])
for item, mark in pairs(before) do
  if marks[item] ~= mark then
    redis.call('HINCRBY', KEYS[2], item .. ':' .. ARGV[2] .. ':' .. mark, -1)
  end
end
for item, mark in pairs(marks) do
  if before[item] ~= mark then
    redis.call('HINCRBY', KEYS[2], item .. ':' .. ARGV[2] .. ':' .. mark, 1)
  end
end
redis.call('HSET', KEYS[1], ARGV[1], '{"revision":' .. revision .. ',"marks":' .. ARGV[3] .. '}')
redis.call('HINCRBY', KEYS[2], 'casts', 1)
return revision
