namespace Gezhi.Indicators.WhatIf;

/// <summary>Smallest first: keys and a number each, in plain arrays; equal keys come out in the order of their numbers. 事件队列</summary>
internal sealed class SimQueue(int capacity = 16)
{
    private (long Key, long Item)[] heap = new (long, long)[Math.Max(4, capacity)];

    public int Count { get; private set; }

    public long FirstKey => heap[0].Key;

    public void Clear() => Count = 0;

    public void Add(long key, long item)
    {
        if (Count == heap.Length)
            Array.Resize(ref heap, Count * 2);
        var at = Count++;
        while (at > 0)
        {
            var up = (at - 1) >> 1;
            if (!Less(key, item, heap[up]))
                break;
            heap[at] = heap[up];
            at = up;
        }
        heap[at] = (key, item);
    }

    public long Take(out long key)
    {
        (key, var item) = heap[0];
        var last = heap[--Count];
        var at = 0;
        while (true)
        {
            var down = (at << 1) + 1;
            if (down >= Count)
                break;
            if (down + 1 < Count && Less(heap[down + 1].Key, heap[down + 1].Item, heap[down]))
                down++;
            if (!Less(heap[down].Key, heap[down].Item, last))
                break;
            heap[at] = heap[down];
            at = down;
        }
        if (Count > 0)
            heap[at] = last;
        return item;
    }

    private static bool Less(long key, long item, (long Key, long Item) other) =>
        key < other.Key || (key == other.Key && item < other.Item);
}
