using Gezhi.Open311.Wire;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;

namespace Gezhi.Open311.Requests;

/// <summary>Photos and links that came along: files, base64 in a text, addresses. What cannot be used does not cost the report. 随附媒体</summary>
/// <param name="Files">Whole files of kinds we take.</param>
/// <param name="Links">Addresses as given; the server never opens them, staff may.</param>
/// <param name="LeftOut">How many were of another kind, broken, or too many.</param>
internal sealed record Media(IReadOnlyList<IncomingFile> Files, IReadOnlyList<string> Links, int LeftOut)
{
    /// <summary>Most photos of a report.</summary>
    public const int MostPhotos = 6;

    /// <summary>Kinds of photos that are taken here, in words.</summary>
    public static string Kinds => PreviewWorker.HasTool ? "JPEG, PNG, WebP, HEIC, GIF, TIFF" : "JPEG, PNG, WebP, HEIC";

    private const int MostFiles = 8;
    private const int MostLinks = 20;
    private const int LongestLink = 1000;

    public static async Task<Media> Of(Parameters given, CancellationToken ct)
    {
        var (files, links, leftOut) = (new List<IncomingFile>(), new List<string>(), 0);
        foreach (var file in given.Files)
            leftOut += Keep(files, await Read(file, ct)) ? 0 : 1;
        foreach (var text in given.All("media_url").Concat(given.All("media")).Distinct())
            if (IsLink(text) && links.Count < MostLinks)
                links.Add(text);
            else
                leftOut += Decode(text) is { } bytes && Keep(files, new IncomingFile($"media{files.Count + 1}", bytes)) ? 0 : 1;
        return new Media(files, links, leftOut);
    }

    private static bool Keep(List<IncomingFile> files, IncomingFile? file)
    {
        if (file is null || files.Count == MostFiles)
            return false;
        try
        {
            if (FileIntake.Check(file).Kind == FileKind.Photo && files.Count(f => FileIntake.Check(f).Kind == FileKind.Photo) == MostPhotos)
                return false;
        }
        catch (RuleViolation)
        {
            return false; // not one of the kinds we take, or broken: the answer says so
        }
        files.Add(file);
        return true;
    }

    private static async Task<IncomingFile?> Read(IFormFile file, CancellationToken ct)
    {
        if (file.Length > FileIntake.LongestVideo)
            return null;
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return new IncomingFile(Path.GetFileName(file.FileName), bytes.ToArray());
    }

    private static bool IsLink(string text) =>
        text.Length <= LongestLink
        && Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    /// <summary><c>data:image/jpeg;base64,…</c>, or the base64 alone; blanks that were plus signs are put back.</summary>
    private static byte[]? Decode(string text)
    {
        var comma = text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(',', StringComparison.Ordinal) : -1;
        if (comma >= 0 && !text.AsSpan(0, comma).EndsWith(";base64", StringComparison.OrdinalIgnoreCase))
            return null;
        var coded = text[(comma + 1)..].Replace(' ', '+');
        var bytes = new byte[coded.Length];
        return coded.Length > 64 && Convert.TryFromBase64String(coded, bytes, out var length) ? bytes[..length] : null;
    }
}
