using Gezhi.Platform;

namespace Gezhi.Identity;

/// <summary>What was read a moment ago: asked on every request, read at most once in so many seconds, dropped at once by own changes.</summary>
/// <param name="clock">Tells how old a value is.</param>
/// <param name="life">A value older than this is read again; bounds how late a change on another node shows.</param>
/// <param name="most">Values kept at most.</param>
internal sealed class Remembered<TKey, T>(TimeProvider clock, TimeSpan life, int most)
    where TKey : notnull
{
    private readonly Lock gate = new();
    private readonly Dictionary<TKey, (T Value, DateTime At)> values = [];
    private long drops;

    /// <param name="key">What is asked for.</param>
    /// <param name="read">Reads it from the database.</param>
    /// <param name="youngerThan">Only a value read after this instant will do; null: any that lives.</param>
    public async ValueTask<T> Get(TKey key, Func<Task<T>> read, DateTime? youngerThan = null)
    {
        var now = clock.UtcNow;
        long dropsBefore;
        lock (gate)
        {
            if (values.TryGetValue(key, out var known) && IsFresh(known.At, now) && (youngerThan is null || known.At > youngerThan))
                return known.Value;
            dropsBefore = drops;
        }
        var value = await read();
        lock (gate)
        {
            if (drops == dropsBefore) // else it may have been read before the change that dropped it
                Keep(key, value, now);
        }
        return value;
    }

    /// <summary>To be called after a change is saved.</summary>
    public void Drop(TKey key)
    {
        lock (gate)
        {
            drops++;
            values.Remove(key);
        }
    }

    private void Keep(TKey key, T value, DateTime now)
    {
        if (values.Count >= most)
            foreach (var old in values.Where(v => !IsFresh(v.Value.At, now)).Select(v => v.Key).ToList())
                values.Remove(old);
        if (values.Count >= most)
            values.Clear();
        values[key] = (value, now);
    }

    private bool IsFresh(DateTime at, DateTime now) => at <= now && now - at < life;
}
