using Gezhi.Cases.Joining;
using Gezhi.Identity.Contract;
using Gezhi.Platform.Data;
using Gezhi.Platform.Notify;
using Gezhi.Platform.Protection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Gezhi.Cases.Closing;

/// <summary>
/// Phones that somebody only typed: whoever typed it need not be its owner. After so many messages within a day the rest of the day becomes one
/// message of the next morning; nothing is lost, and the receipts say everything at once. 未验证电话
/// </summary>
public sealed class TypedPhones(FieldCipher cipher, IConfiguration configuration)
{
    private const int Chunk = 500;
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Messages within a day to one phone that was never proved; <c>Messages:MostADayToTypedPhone</c>, 20.</summary>
    public int Most { get; } = configuration.GetValue("Messages:MostADayToTypedPhone", 20);

    /// <summary>Blind indexes of the phones that have had enough; some statements for however many reports.</summary>
    /// <param name="reports">Each with contact and index.</param>
    /// <returns>As hexadecimal digits.</returns>
    internal async Task<HashSet<string>> Over(GezhiDb db, IReadOnlyList<Report> reports, DateTime now, CancellationToken ct)
    {
        var phones = reports.Where(r => r.ContactIndex is not null).DistinctBy(r => Convert.ToHexString(r.ContactIndex!)).ToList();
        var over = new List<Report>();
        foreach (var chunk in phones.Chunk(Chunk))
        {
            byte[][] indexes = [.. chunk.Select(r => r.ContactIndex!)];
            var had = await Had(db, indexes, now - Day, ct);
            over.AddRange(chunk.Where(r => had.GetValueOrDefault(Convert.ToHexString(r.ContactIndex!)) >= Most));
        }
        if (over.Count == 0)
            return [];
        var proved = await ResidentPhones.Proved(db, cipher, over.Select(PhoneOf), ct);
        return [.. over.Where(r => !proved.Contains(PhoneOf(r))).Select(r => Convert.ToHexString(r.ContactIndex!))];

        string PhoneOf(Report report) => cipher.Open(db.DistrictId, Reporting.ContactFields.Reporter, report.Contact)!;
    }

    /// <summary>How many messages each phone was sent since.</summary>
    private static async Task<Dictionary<string, int>> Had(GezhiDb db, byte[][] indexes, DateTime since, CancellationToken ct)
    {
        var sent = db.Set<Notice>().Where(n => n.Medium == Media.Sms && n.IsSent && n.At > since);
        var asReporters = await db
            .Reports.Where(r => r.ContactIndex != null && indexes.Contains(r.ContactIndex))
            .Join(sent, r => r.Id, n => n.ReportId, (r, n) => r.ContactIndex!)
            .ToListAsync(ct);
        var asFollowers = await db.Set<Follow>()
            .Where(f => indexes.Contains(f.ContactIndex))
            .Join(sent, f => f.Id, n => n.ReportId, (f, n) => f.ContactIndex)
            .ToListAsync(ct);
        return asReporters.Concat(asFollowers).GroupBy(Convert.ToHexString).ToDictionary(g => g.Key, g => g.Count());
    }
}
