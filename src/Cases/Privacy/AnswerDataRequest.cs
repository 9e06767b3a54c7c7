using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Privacy;

/// <summary>Requests of residents about their data: the list by deadline, one opened, one answered. 答复个人信息请求</summary>
public sealed class AnswerDataRequest(CaseDesk desk, IEnumerable<IKeptData> sources, FieldCipher cipher)
{
    /// <summary>Most rows of a list.</summary>
    public const int Most = 200;

    /// <param name="IsAgreed">The data are taken away (withdraw, erase) or have been corrected.</param>
    /// <param name="Answer">For the resident; when it is refused, why and what they can do.</param>
    public sealed record Command([property: Needed] bool? IsAgreed, [property: Needed, Longest(500)] string Answer, int Version);

    /// <param name="Erased">From how many items the data were taken.</param>
    public sealed record Answered(int Erased);

    /// <param name="AskedAt">UTC.</param>
    public sealed record Row(
        Guid Id,
        DataRequestKind Kind,
        string ItemKind,
        DateTime AskedAt,
        DateTime DueAt,
        DataRequestState State,
        DateTime? EndedAt,
        string? Answer,
        int Erased
    );

    /// <param name="Words">What the resident says; null for nothing.</param>
    /// <param name="Items">What it is about, without its fields.</param>
    public sealed record Opened(Row Request, int Version, string? Words, IReadOnlyList<KeptItem> Items);

    public static void Map(IEndpointRouteBuilder api)
    {
        var requests = api.MapGroup("/data-requests");
        requests
            .MapGet("", (bool? over, AnswerDataRequest feature, CancellationToken ct) => feature.List(over ?? false, ct))
            .WithSummary("个人信息请求 · Requests about personal data");
        requests
            .MapPost(
                "/{id:guid}/opening",
                async (Guid id, AnswerDataRequest feature, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return await feature.Open(id, actor, ct);
                }
            )
            .WithSummary("打开个人信息请求 · Open a request; on the trail");
        requests
            .MapPost(
                "/{id:guid}/answer",
                async (Guid id, Command command, AnswerDataRequest feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new Answered(await feature.Run(id, command, actor, ct)))
            )
            .WithSummary("答复个人信息请求 · Answer a request");
    }

    /// <summary>Those that wait, the next due first; or those that are over, the newest first.</summary>
    public async Task<List<Row>> List(bool isOver, CancellationToken ct)
    {
        var rows = desk.Db.Set<DataRequest>().AsNoTracking();
        rows = isOver
            ? rows.Where(r => r.State != DataRequestState.Waiting).OrderByDescending(r => r.Id)
            : rows.Where(r => r.State == DataRequestState.Waiting).OrderBy(r => r.DueAt).ThenBy(r => r.Id);
        return await rows.Take(Most)
            .Select(r => new Row(r.Id, r.Kind, r.ItemKind, r.AskedAt, r.DueAt, r.State, r.EndedAt, r.Answer, r.Erased))
            .ToListAsync(ct);
    }

    /// <summary>Shows what the resident wrote and what is kept of them; the row of the trail is saved before anything is opened.</summary>
    /// <exception cref="NotFound"/>
    public async Task<Opened> Open(Guid id, Actor actor, CancellationToken ct)
    {
        var request =
            await desk.Db.Set<DataRequest>().AsNoTracking().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound("request");
        desk.Db.Audit(actor, "data.request-opened", id, request.Kind.ToString(), desk.Now);
        await desk.Db.Save(ct);
        var row = new Row(
            request.Id,
            request.Kind,
            request.ItemKind,
            request.AskedAt,
            request.DueAt,
            request.State,
            request.EndedAt,
            request.Answer,
            request.Erased
        );
        var phone = cipher.Open(request.DistrictId, DataRequest.PhoneField, request.PhoneSealed);
        var items = phone is null ? [] : await Items(request, phone, ct);
        return new Opened(row, request.Version, cipher.Open(request.DistrictId, DataRequest.WordsField, request.WordsSealed), items);
    }

    /// <returns>From how many items the data were taken.</returns>
    /// <exception cref="NotFound"/>
    /// <exception cref="StaleVersion">Somebody else was faster.</exception>
    /// <exception cref="RuleViolation"><c>data.answered</c>; <c>data.still-needed</c>: nothing of it can be erased now, so it can only be refused with the reason.</exception>
    public async Task<int> Run(Guid id, Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var request = await desk.Db.Set<DataRequest>().FirstOrDefaultAsync(r => r.Id == id, ct) ?? throw new NotFound("request");
        if (request.Version != command.Version)
            throw new StaleVersion(request.Version);
        if (request.State != DataRequestState.Waiting)
            throw new RuleViolation("data.answered");
        var isAgreed = command.IsAgreed!.Value;
        var erased = isAgreed && request.Kind != DataRequestKind.Correct ? await Erase(request, actor, ct) : 0;
        request.End(
            isAgreed ? DataRequestState.Done : DataRequestState.Refused,
            CaseDesk.Text(command.Answer),
            erased,
            actor.AccountId,
            desk.Now
        );
        desk.Db.Audit(actor, isAgreed ? "data.request-done" : "data.request-refused", id, $"{request.Kind} {erased}", desk.Now);
        await desk.Db.Save(ct);
        return erased;
    }

    private async Task<int> Erase(DataRequest request, Actor actor, CancellationToken ct)
    {
        var phone = cipher.Open(request.DistrictId, DataRequest.PhoneField, request.PhoneSealed)!;
        var erased = 0;
        foreach (var item in await Items(request, phone, ct))
        {
            if (item.StillNeeded is not null || !await sources.First(s => s.Kind == item.Kind).Erase(item.Id, phone, ct))
                continue;
            desk.Db.Audit(actor, "data.erased", item.Id, $"{item.Kind} {request.Kind}", desk.Now);
            erased++;
        }
        return erased > 0 ? erased : throw new RuleViolation("data.still-needed");
    }

    private async Task<List<KeptItem>> Items(DataRequest request, string phone, CancellationToken ct)
    {
        var items = new List<KeptItem>();
        foreach (var source in sources.Where(s => request.ItemId is null || s.Kind == request.ItemKind))
            items.AddRange(
                (await source.Of(phone, ct))
                    .Where(i => request.ItemId is null || i.Id == request.ItemId)
                    .Select(i => i with { Fields = [] })
            );
        return items;
    }
}
