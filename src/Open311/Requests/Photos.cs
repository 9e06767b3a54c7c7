using System.Security.Cryptography;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Wire;
using Gezhi.Platform.Data;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;

namespace Gezhi.Open311.Requests;

/// <summary>
/// Which photos leave by the interface, and their addresses: previews without EXIF of what came with a report. Its sender gets them by an address that
/// carries a proof; everybody only where the sender masks faces and plates, of public categories, once somebody has filed the matter. 对外照片
/// </summary>
internal sealed class Photos(GezhiDb db, PublicCases cases, FieldCipher cipher)
{
    private const string Proof = "open311.photo";
    private const string Ending = ".webp";

    /// <summary>Addresses of the photos of each matter, in the order in which they came.</summary>
    public async Task<ILookup<Guid, string>> Of(IReadOnlyList<PublicCase> matters, Ask ask, CancellationToken ct)
    {
        var known = matters.DistinctBy(m => m.Id).Where(m => m.SourceId is not null).ToDictionary(m => m.Id);
        if (known.Count == 0)
            return Array.Empty<PublicPhoto>().ToLookup(p => p.CaseId, _ => "");
        var photos = await cases.PhotosOf([.. known.Keys], ct);
        return photos
            .SelectMany(p => p)
            .Where(p => RequestView.IsOwn(known[p.CaseId], ask.Caller) || IsForAll(known[p.CaseId], p))
            .ToLookup(p => p.CaseId, p => Address(ask, p, IsForAll(known[p.CaseId], p)));
    }

    /// <summary>One photo.</summary>
    /// <exception cref="Refusal">404: not there, or not for whoever asks.</exception>
    public async Task Send(HttpContext http, Ask ask, CancellationToken ct)
    {
        var (id, file) = (http.GetRouteValue("id") as string, http.GetRouteValue("file") as string ?? "");
        var hash = file.EndsWith(Ending, StringComparison.Ordinal) ? file[..^Ending.Length] : "";
        if (
            !Guid.TryParseExact(id, "N", out var caseId)
            || await cases.Find([caseId], ct) is not [var matter]
            || (await cases.PhotosOf([caseId], ct))[caseId].FirstOrDefault(p => p.Hash == hash) is not { } photo
            || !(IsForAll(matter, photo) || IsProved(photo, ask.Given["proof"]))
            || await cases.PreviewOf(hash, ct) is not { } path
        )
            throw Refusal.Missing("There is no such photo, or it is not public.");
        http.Response.Headers.CacheControl = "private, no-cache"; // a photo may be taken back at any time
        http.Response.Headers.XContentTypeOptions = "nosniff";
        await TypedResults.PhysicalFile(path, "image/webp", entityTag: new EntityTagHeaderValue($"\"{hash[..16]}\"")).ExecuteAsync(http);
    }

    private static bool IsForAll(PublicCase matter, PublicPhoto photo) =>
        photo.IsMasked && matter.FiledAt is not null && RequestView.IsPublic(matter.Channel, matter.CategoryKey);

    private string Address(Ask ask, PublicPhoto photo, bool isForAll)
    {
        var plain = $"{ask.Base}{db.DistrictId}/photos/{photo.CaseId:N}/{photo.Hash}{Ending}";
        return isForAll ? plain : $"{plain}?proof={ProofOf(photo)}";
    }

    private string ProofOf(PublicPhoto photo) =>
        Convert.ToHexStringLower(cipher.Mark(db.DistrictId, Proof, $"{photo.CaseId:N}{photo.Hash}"));

    private bool IsProved(PublicPhoto photo, string? proof) =>
        proof is not null
        && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.ASCII.GetBytes(ProofOf(photo)),
            System.Text.Encoding.ASCII.GetBytes(proof)
        );
}
