using Gezhi.Cases.Joining;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Gezhi.Cases.Closing;

/// <summary>
/// Phones that somebody only typed: whoever typed it need not be its owner. After so many messages within a day the rest of the day becomes one
/// message of the next morning; nothing is lost, and the receipts say everything at once. 未验证电话
/// </summary>
/// <remarks>
/// Counted over all districts of the installation, since they ring the same telephone, and under every key of the ring: while keys turn, rows of one phone carry
/// different blind indexes.
/// </remarks>
public sealed class TypedPhones(FieldCipher cipher, Districts districts, IServiceScopeFactory scopes, IConfiguration configuration)
{
    private const int Chunk = 250;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Messages within a day to one phone that was never proved; <c>Messages:MostADayToTypedPhone</c>, 20.</summary>
    public int Most { get; } = configuration.GetValue("Messages:MostADayToTypedPhone", 20);

    /// <summary>Blind indexes of the phones that have had enough; some statements for however many reports.</summary>
    /// <param name="reports">Each with contact and index.</param>
    /// <returns>As hexadecimal digits.</returns>
    internal async Task<HashSet<string>> Over(GezhiDb db, IReadOnlyList<Report> reports, DateTime now, CancellationToken ct)
    {
        var byPhone = reports
            .Where(r => r.ContactIndex is not null)
            .DistinctBy(r => Convert.ToHexString(r.ContactIndex!))
            .GroupBy(r => cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, r.Contact)!)
            .ToDictionary(g => g.Key, g => g.Select(r => Convert.ToHexString(r.ContactIndex!)).ToList());
        var over = new List<string>();
        foreach (var phones in byPhone.Keys.Chunk(Chunk))
        {
            var had = await Had(db, phones, now - Day, ct);
            foreach (var district in districts.All.Where(d => d != db.DistrictId))
            {
                await using var scope = scopes.CreateAsyncScope();
                var there = scope.ServiceProvider.GetRequiredService<GezhiDb>().In(district);
                foreach (var (phone, count) in await Had(there, phones, now - Day, ct))
                    had[phone] = had.GetValueOrDefault(phone) + count;
            }
            over.AddRange(phones.Where(p => had.GetValueOrDefault(p) >= Most));
        }
        if (over.Count == 0)
            return [];
        var proved = await ResidentPhones.Proved(db, cipher, over, ct);
        return [.. over.Where(p => !proved.Contains(p)).SelectMany(p => byPhone[p])];
    }

    /// <summary>How many messages each phone was sent since, in one district.</summary>
    private async Task<Dictionary<string, int>> Had(GezhiDb db, IReadOnlyList<string> phones, DateTime since, CancellationToken ct)
    {
        var phoneOf = phones
            .SelectMany(phone => cipher.Indexes(db.DistrictId, Reporting.ContactFields.Reporter, phone).Select(index => (phone, index)))
            .ToDictionary(p => Convert.ToHexString(p.index), p => p.phone);
        byte[][] indexes = [.. phoneOf.Keys.Select(Convert.FromHexString)];
        var sent = db.Set<Notice>().Where(n => n.Medium == Media.Sms && n.IsSent && n.At > since);
        var asReporters = await db
            .Reports.Where(r => r.ContactIndex != null && indexes.Contains(r.ContactIndex))
            .Join(sent, r => r.Id, n => n.ReportId, (r, n) => r.ContactIndex!)
            .ToListAsync(ct);
        var asFollowers = await db.Set<Follow>()
            .Where(f => indexes.Contains(f.ContactIndex))
            .Join(sent, f => f.Id, n => n.ReportId, (f, n) => f.ContactIndex)
            .ToListAsync(ct);
        return asReporters.Concat(asFollowers).GroupBy(i => phoneOf[Convert.ToHexString(i)]).ToDictionary(g => g.Key, g => g.Count());
    }
}
