using System.Collections.Concurrent;
using System.Globalization;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Time;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Filing;

/// <summary>How many case numbers of a day are given out. 案卷编号计数</summary>
internal sealed class CaseNumberDay : ITenantRow, IVersioned
{
    public int DistrictId { get; init; }

    /// <summary>Local day as yyyyMMdd.</summary>
    public int Day { get; init; }

    public int Given { get; set; }
    public int Version { get; set; } = 1;
}

/// <summary>Gives case numbers 案卷编号: district + yyyyMMdd + 6 digits. Taken in blocks, so gaps are allowed and no case waits for another.</summary>
public sealed class CaseNumbers(IServiceScopeFactory scopes, WorkCalendar calendar) : IDisposable
{
    private const int SmallestBlock = 20;
    private const int LargestBlock = 640;

    /// <summary>A block that is used up sooner was too small: the next one is twice as large.</summary>
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<(int District, int Day), Taken> blocks = new();
    private readonly SemaphoreSlim gate = new(1, 1);

    /// <summary>The next number of the local day.</summary>
    public async Task<string> Next(int districtId, DateTime now, CancellationToken ct)
    {
        var local = calendar.LocalDay(now);
        var day = (local.Year * 10000) + (local.Month * 100) + local.Day;
        await gate.WaitAsync(ct);
        try
        {
            var block = blocks.GetOrAdd((districtId, day), _ => new Taken());
            while (block.Rest == 0)
                await Fetch(block, districtId, day, now, ct);
            block.Rest--;
            return string.Create(CultureInfo.InvariantCulture, $"{districtId:D6}{day:D8}{block.Next++:D6}");
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    private async Task Fetch(Taken block, int districtId, int day, DateTime now, CancellationToken ct)
    {
        var size = now - block.At < Enough ? Math.Min(block.Size * 2, LargestBlock) : SmallestBlock;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(districtId);
        var row = await db.Set<CaseNumberDay>().FirstOrDefaultAsync(d => d.Day == day, ct);
        if (row is null)
            db.Add(row = new CaseNumberDay { DistrictId = districtId, Day = day });
        var first = row.Given + 1;
        row.Given += size;
        try
        {
            await db.Save(ct);
        }
        catch (Exception e) when (e is StaleVersion or DuplicateKey)
        {
            return; // another node took a block at the same moment; the caller asks again
        }
        (block.Next, block.Rest, block.Size, block.At) = (first, size, size, now);
    }

    /// <summary>Numbers that this node has taken and not given yet.</summary>
    private sealed class Taken
    {
        public int Next { get; set; }
        public int Rest { get; set; }
        public int Size { get; set; } = SmallestBlock;
        public DateTime At { get; set; } = DateTime.MinValue;
    }
}
