using Gezhi.Cases.Contract;
using Gezhi.Platform.Files;
using Gezhi.Platform.Geo;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Cases.Channels;

/// <summary>Apps of other houses in which citizens report: JSON with files in Base64, or a form with a <c>report</c> field and files. 外部市民应用</summary>
/// <remarks>Phones in China give shifted positions (GCJ-02), so that is taken for granted when the app says nothing.</remarks>
internal sealed class CitizenAppAdapter : ChannelAdapter
{
    public override Channel Channel => Channel.CitizenApp;

    public override string Path => "citizen-app";

    /// <summary>Six photos, or a video.</summary>
    public override long LongestBody => 96 * Megabyte;

    /// <param name="No">The app's own number.</param>
    /// <param name="Reference">gcj02 (default), wgs84, bd09.</param>
    /// <param name="Files">Base64, with or without <c>data:</c> in front.</param>
    private sealed record Wire(
        string? No,
        string? Text,
        double? Lon,
        double? Lat,
        CoordinateReference? Reference,
        double? AccuracyMetres,
        string? Address,
        string? Category,
        string? Phone,
        bool IsUrgent,
        DateTime? SaidAt,
        string? Language,
        IReadOnlyList<WireFile?>? Files
    );

    private sealed record WireFile(string? Name, string? Base64);

    public override async Task<SourceSaid> Read(HttpRequest request, Source source, CancellationToken ct)
    {
        if (!request.HasFormContentType)
        {
            var json = await Json<Wire>(request, ct);
            return new SourceSaid(Report(json), [.. (json.Files ?? []).Select(File)]);
        }
        var form = await request.ReadFormAsync(ct);
        var wire = FromText<Wire>(
            form["report"].ToString() is { Length: > 0 } text ? text : throw new InvalidInput("report", "input.required")
        );
        return new SourceSaid(Report(wire), [.. (wire.Files ?? []).Select(File), .. await FormOrJson.Files(form.Files, ct)]);
    }

    private static SourceReport Report(Wire wire) =>
        new(
            Number("no", wire.No),
            wire.Text,
            wire.Lon,
            wire.Lat,
            wire.Reference ?? CoordinateReference.Gcj02,
            wire.AccuracyMetres,
            wire.Address,
            wire.Category,
            wire.Phone,
            wire.IsUrgent,
            wire.SaidAt,
            wire.Language
        );

    private static IncomingFile File(WireFile? file)
    {
        var text = file?.Base64 ?? "";
        var from = text.StartsWith("data:", StringComparison.Ordinal) ? text.IndexOf(',', StringComparison.Ordinal) + 1 : 0;
        var bytes = new byte[(text.Length - from) / 4 * 3 + 3];
        return Convert.TryFromBase64Chars(text.AsSpan(from), bytes, out var length)
            ? new IncomingFile(System.IO.Path.GetFileName(file!.Name ?? "file"), bytes[..length])
            : throw new InvalidInput("files", "source.base64");
    }
}
