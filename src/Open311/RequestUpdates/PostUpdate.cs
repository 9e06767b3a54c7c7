using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gezhi.Cases.Contract;
using Gezhi.Open311.Requests;
using Gezhi.Open311.Wire;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Text;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Open311.RequestUpdates;

/// <summary>POST servicerequestupdates: what somebody said later on another platform goes on the record of the case, once. 提交更新</summary>
/// <remarks>What the other platform thinks of the state is written down; it moves nothing, because only people here check whether it is done.</remarks>
internal sealed class PostUpdate(PublicCases cases, SourceWords words)
{
    /// <summary>FixMyStreet's map of states, in capitals with an underscore.</summary>
    private static readonly HashSet<string> Known =
    [
        "OPEN",
        "CLOSED",
        "FIXED",
        "CONFIRMED",
        "IN_PROGRESS",
        "PLANNED",
        "ACTION_SCHEDULED",
        "INVESTIGATING",
        "DUPLICATE",
        "NOT_COUNCILS_RESPONSIBILITY",
        "NO_FURTHER_ACTION",
        "INTERNAL_REFERRAL",
        "CANCELLED",
        "FOR_TRIAGE",
        "UNCHANGED",
        "REOPEN",
    ];

    public async Task<Answer> Run(Ask ask, CancellationToken ct)
    {
        var (caller, given) = (ask.Known, ask.Given);
        if (caller.Has(SourceSwitches.AnswersOnly))
            throw new Refusal(403, "This key reads; updates need another one.");
        var id = given["service_request_id"] ?? throw Refusal.Wrong("service_request_id is required.");
        var status = Status(given);
        var matter = await Find(id, caller, ct) ?? throw Refusal.Missing($"There is no service request with the id '{id}'.");
        var said = PlainText.Clean(given["description"]);
        if (!RequestView.IsShortEnough(said))
            throw Refusal.Wrong($"description is longer than {RequestView.LongestDescription} characters.");
        var media = await Media.Of(given, ct);
        if (said.Length == 0 && status.Length == 0 && media is { Files.Count: 0, Links.Count: 0 })
            throw Refusal.Wrong("An update needs a description, a status or media.");
        var no = NumberOf(ask, matter.Id, said, status, media);
        var known = await Find(ask.Db, caller, no, ct);
        return Reply(known ?? await Keep(ask, caller, matter, Words(caller, said, status, media), no, status, media, ct));
    }

    /// <summary>By its id, or by the number of the case where a platform calls that its customer reference; its own, and those it could have read.</summary>
    private async Task<PublicCase?> Find(string id, Source caller, CancellationToken ct)
    {
        var caseId = Guid.TryParse(id, out var given) ? given : await cases.FindByNo(id, ct);
        return caseId is { } known && await cases.Find([known], ct) is [var matter] && RequestView.Reaches(matter, caller) ? matter : null;
    }

    private static string Status(Parameters given)
    {
        var status = (given["status"] ?? "").ToUpperInvariant().Replace(' ', '_');
        return status.Length == 0 || Known.Contains(status)
            ? status
            : throw Refusal.Wrong($"status '{given["status"]}' is not known; use one of {string.Join(", ", Known.Order())}.");
    }

    private async Task<Guid> Keep(
        Ask ask,
        Source caller,
        PublicCase matter,
        string text,
        string no,
        string status,
        Media media,
        CancellationToken ct
    )
    {
        var id = Ids.New(ask.Now);
        try
        {
            await words.Add(
                caller,
                matter.Id,
                text,
                media.Files,
                (onCase, sequence) =>
                    new ReceivedUpdate
                    {
                        DistrictId = ask.Db.DistrictId,
                        Id = id,
                        SourceId = caller.Id,
                        No = no,
                        CaseId = matter.Id,
                        OnCaseId = onCase,
                        Sequence = sequence,
                        Status = status,
                        At = ask.Now,
                    },
                ct
            );
            return id;
        }
        catch (Exception e) when (e is DuplicateKey or StaleVersion)
        {
            ask.Db.Forget(); // the same update came twice at the same moment
            return await Find(ask.Db, caller, no, ct) ?? throw new StaleVersion();
        }
    }

    private static Task<Guid?> Find(GezhiDb db, Source caller, string no, CancellationToken ct) =>
        db.Set<ReceivedUpdate>().Where(u => u.SourceId == caller.Id && u.No == no).Select(u => (Guid?)u.Id).FirstOrDefaultAsync(ct);

    /// <summary>Their number names the update within the request; without one, the same words within ten minutes are the same.</summary>
    private static string NumberOf(Ask ask, Guid caseId, string said, string status, Media media)
    {
        var own = ask.Given["update_id"] ?? ask.IdempotencyKey;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(
            Encoding.UTF8.GetBytes(
                own is not null
                    ? $"{caseId:N}\n{own}"
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"{caseId:N}\n{said}\n{status}\n{ask.Now.Ticks / PostRequest.Repeat.Ticks}"
                    )
            )
        );
        foreach (var file in own is null ? media.Files : [])
            hash.AppendData(SHA256.HashData(file.Bytes));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Words(Source caller, string said, string status, Media media)
    {
        List<string> lines = [said.Length > 0 ? said : "（没有文字）"];
        if (status.Length > 0)
            lines.Add($"{caller.Name} 上的状态：{status}");
        lines.AddRange(media.Links.Select(link => $"照片链接：{link}"));
        return TextElements.Cut(string.Join('\n', lines), RequestView.LongestDescription);
    }

    private static Answer Reply(Guid id) =>
        Answer.Ok(Body.List("service_request_updates", "request_update", [new Fields { { "update_id", id.ToString("N") } }]));
}
