using System.Security.Cryptography;
using System.Text.Json;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Contract;

/// <summary>What a connected system says, once. 来源诉求</summary>
/// <param name="No">The system's own number, at most 64 characters; null when it has none, then a repetition is a new report.</param>
/// <param name="Text">What happened; may be empty when there is a file.</param>
/// <param name="Lon">Degrees in <paramref name="Reference"/>; null when unknown.</param>
/// <param name="Lat">Degrees in <paramref name="Reference"/>; null when unknown.</param>
/// <param name="Reference">Null means WGS-84.</param>
/// <param name="AccuracyMetres">Null when unknown.</param>
/// <param name="PlaceText">Words of the place, at most 200 characters.</param>
/// <param name="CategoryKey">One of the district's categories; null when unknown.</param>
/// <param name="Phone">Of the person who said it; null when unknown.</param>
/// <param name="IsUrgent">Danger to life or property.</param>
/// <param name="SaidAt">Null means now.</param>
/// <param name="Language">zh-CN or en; null means zh-CN.</param>
/// <param name="IsForgiving">A place outside the district and an unknown category do not refuse the report: it waits for a place and a category.</param>
public sealed record SourceReport(
    string? No,
    string? Text,
    double? Lon = null,
    double? Lat = null,
    CoordinateReference? Reference = null,
    double? AccuracyMetres = null,
    string? PlaceText = null,
    string? CategoryKey = null,
    string? Phone = null,
    bool IsUrgent = false,
    DateTime? SaidAt = null,
    string? Language = null,
    bool IsForgiving = false
);

/// <summary>What a connected system gets for a report. 来源回执</summary>
/// <param name="ReceiptNo">12 characters; whoever holds it sees the progress.</param>
/// <param name="Hash">Hash of the first row of the timeline, hex.</param>
/// <param name="CaseId">The case opened for it.</param>
/// <param name="ReportId">The report.</param>
/// <param name="IsRepeat">The same number with the same content was there: nothing was opened.</param>
public sealed record SourceReceipt(string ReceiptNo, string Hash, Guid CaseId, Guid ReportId, bool IsRepeat);

/// <summary>Takes in what connected systems say: the same number once. 来源上报</summary>
public sealed class SourceIntake
{
    private const int MostTries = 3;
    private readonly CaseDesk desk;
    private readonly CreateReport create;
    private readonly FieldCipher cipher;

    internal SourceIntake(CaseDesk desk, CreateReport create, FieldCipher cipher) =>
        (this.desk, this.create, this.cipher) = (desk, create, cipher);

    /// <summary>Opens a report, or finds the one that this number already has. Durable when it returns.</summary>
    /// <param name="source">By <see cref="SourceKeys.Find"/>; the database is turned to its district.</param>
    /// <param name="files">Photos, videos, voice notes; at most eight, of which six photos.</param>
    /// <exception cref="RuleViolation"><c>source.other-content</c>, <c>place.outside</c>, <c>category.unknown</c>, <c>report.nothing-said</c>, <c>file.*</c>.</exception>
    /// <exception cref="InvalidInput">A field cannot be used.</exception>
    public Task<SourceReceipt> Take(Source source, SourceReport said, IReadOnlyList<IncomingFile> files, CancellationToken ct) =>
        Take(source, said, files, null, true, ct);

    /// <summary>As above; rows of the door are saved with a report that is opened.</summary>
    /// <param name="beside">Rows made from the receipt; asked again when the report is tried again.</param>
    public Task<SourceReceipt> Take(
        Source source,
        SourceReport said,
        IReadOnlyList<IncomingFile> files,
        Func<SourceReceipt, IEnumerable<object>> beside,
        CancellationToken ct
    ) => Take(source, said, files, receipt => desk.Db.AddRange(beside(receipt)), true, ct);

    /// <param name="staged">Changes rows of the caller in the same transaction; when a key was there already, the caller tries again.</param>
    internal Task<SourceReceipt> Take(
        Source source,
        SourceReport said,
        IReadOnlyList<IncomingFile> files,
        Action<SourceReceipt> staged,
        CancellationToken ct
    ) => Take(source, said, files, staged, false, ct);

    private async Task<SourceReceipt> Take(
        Source source,
        SourceReport said,
        IReadOnlyList<IncomingFile> files,
        Action<SourceReceipt>? staged,
        bool mayRepeat,
        CancellationToken ct
    )
    {
        desk.Db.In(source.DistrictId);
        said = Placed(said);
        var no = PlainText.CleanLine(said.No) is { Length: > 0 } own ? own : null;
        var hash = Fingerprint(source.DistrictId, said, files);
        for (var tries = 1; ; tries++)
        {
            if (no is not null && await Earlier(source, no, hash, ct) is { } earlier)
                return earlier;
            try
            {
                var opened = await create.Stage(Command(source, said, no), files, new(source.Id, hash), said.IsForgiving, source.Actor, ct);
                var receipt = new SourceReceipt(opened.ReceiptNo, opened.Hash, opened.CaseId, opened.ReportId, false);
                staged?.Invoke(receipt);
                await desk.Db.Save(ct);
                desk.Woken();
                return receipt;
            }
            catch (DuplicateKey) when (mayRepeat && tries < MostTries)
            {
                desk.Db.Forget(); // the same number or the same photo came at the same moment; now it is there to be found
            }
        }
    }

    private async Task<SourceReceipt?> Earlier(Source source, string no, byte[] hash, CancellationToken ct)
    {
        var report = await desk.Db.Reports.AsNoTracking().FirstOrDefaultAsync(r => r.SourceId == source.Id && r.ChannelNo == no, ct);
        if (report is null)
            return null;
        if (!hash.AsSpan().SequenceEqual(report.SaidHash))
            throw new RuleViolation("source.other-content", no, report.ReceiptNo);
        return await ReceiptOf(report, ct);
    }

    /// <summary>What was answered when the report came.</summary>
    internal async Task<SourceReceipt> ReceiptOf(Report report, CancellationToken ct)
    {
        var first = await desk.Db.Timeline.Where(t => t.CaseId == report.OwnCaseId && t.Sequence == 1).Select(t => t.Hash).FirstAsync(ct);
        return new SourceReceipt(report.ReceiptNo, Convert.ToHexStringLower(first), report.OwnCaseId, report.Id, true);
    }

    /// <summary>Keyed, so that nobody finds a phone by trying texts.</summary>
    private byte[] Fingerprint(int district, SourceReport said, IReadOnlyList<IncomingFile> files) =>
        cipher.Mark(
            district,
            "source.said",
            JsonSerializer.Serialize(new { said, files = files.Select(f => Convert.ToHexStringLower(SHA256.HashData(f.Bytes))) })
        );

    private static CreateReport.Command Command(Source source, SourceReport said, string? no) =>
        new(
            source.Channel,
            said.Text,
            said.Lon,
            said.Lat,
            said.Reference,
            said.AccuracyMetres,
            said.PlaceText,
            said.CategoryKey,
            said.Phone,
            IsUrgent: said.IsUrgent,
            ChannelNo: no,
            SaidAt: said.SaidAt,
            Language: said.Language
        );

    /// <summary>A half, turned round or unreadable point of a system that must not be refused is no point.</summary>
    /// <exception cref="InvalidInput">Of the others, what is no number: text may say "NaN" where a number is meant.</exception>
    private static SourceReport Placed(SourceReport said)
    {
        if (said.IsForgiving && !(said is { Lon: { } lon, Lat: { } lat } && new LonLat(lon, lat).IsValid))
            return said with { Lon = null, Lat = null, AccuracyMetres = null };
        foreach (var (field, number) in new[] { ("Lon", said.Lon), ("Lat", said.Lat), ("AccuracyMetres", said.AccuracyMetres) })
            if (number is { } given && !double.IsFinite(given))
                throw new InvalidInput(field, "input.out-of-range");
        return said;
    }
}
