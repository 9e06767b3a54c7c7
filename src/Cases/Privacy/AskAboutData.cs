using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Privacy;

/// <summary>A resident asks to have own data corrected, no longer used, or erased, and sees what became of it. 提出个人信息请求</summary>
public sealed class AskAboutData(CaseDesk desk, IEnumerable<IKeptData> sources, ResidentPhones phones, FieldCipher cipher)
{
    /// <summary>Longest words, characters.</summary>
    public const int LongestWords = 500;

    /// <summary>Most that wait of one resident.</summary>
    public const int MostWaiting = 20;

    /// <param name="ItemId">One of the own items; null for everything.</param>
    /// <param name="Words">What is wrong and how it is right; needed to correct.</param>
    public sealed record Command(
        [property: Needed] DataRequestKind? Kind,
        Guid? ItemId = null,
        [property: Longest(LongestWords)] string? Words = null
    );

    /// <param name="AskedAt">UTC.</param>
    /// <param name="DueAt">UTC.</param>
    public sealed record Row(
        Guid Id,
        DataRequestKind Kind,
        Guid? ItemId,
        DateTime AskedAt,
        DateTime DueAt,
        DataRequestState State,
        DateTime? EndedAt,
        string? Answer,
        int Erased,
        int Version
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        var mine = api.MapGroup("/my/data-requests").RequireResident();
        mine.MapGet("", (AskAboutData feature, Actor actor, CancellationToken ct) => feature.Mine(actor, ct))
            .WithSummary("我的个人信息请求 · My requests about my data");
        mine.MapPost(
                "",
                async (Command command, AskAboutData feature, Actor actor, CancellationToken ct) =>
                    TypedResults.Ok(new WrittenId(await feature.Run(command, actor, ct)))
            )
            .WithSummary("提出个人信息请求 · Ask about my data");
        mine.MapDelete(
                "/{id:guid}",
                async (Guid id, AskAboutData feature, Actor actor, CancellationToken ct) =>
                {
                    await feature.TakeBack(id, actor, ct);
                    return TypedResults.NoContent();
                }
            )
            .WithSummary("撤回个人信息请求 · Take a request back");
    }

    /// <summary>The newest first.</summary>
    public async Task<List<Row>> Mine(Actor actor, CancellationToken ct) =>
        await desk
            .Db.Set<DataRequest>()
            .Where(r => r.ResidentId == actor.AccountId)
            .OrderByDescending(r => r.Id)
            .Take(50)
            .Select(r => new Row(r.Id, r.Kind, r.ItemId, r.AskedAt, r.DueAt, r.State, r.EndedAt, r.Answer, r.Erased, r.Version))
            .ToListAsync(ct);

    /// <returns>The request's id; of the one that waits already when the same was asked before.</returns>
    /// <exception cref="NotFound">Nobody who signed in by phone, or no such item of theirs.</exception>
    /// <exception cref="RuleViolation"><c>data.too-many</c>.</exception>
    public async Task<Guid> Run(Command command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var phone = await phones.Of(actor, ct) ?? throw new NotFound("resident");
        var words = CaseDesk.Text(command.Words);
        if (command.Kind == DataRequestKind.Correct && words is null)
            throw new InvalidInput(nameof(Command.Words), "input.required");
        var kind = command.ItemId is { } item ? await KindOf(item, phone, ct) : "";
        var waiting = desk.Db.Set<DataRequest>().Where(r => r.ResidentId == actor.AccountId && r.State == DataRequestState.Waiting);
        if (await Same(waiting, command, ct) is { } known)
            return known;
        if (await waiting.CountAsync(ct) >= MostWaiting)
            throw new RuleViolation("data.too-many", MostWaiting);
        var request = new DataRequest
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            ResidentId = actor.AccountId!.Value,
            Kind = command.Kind!.Value,
            ItemKind = kind,
            ItemId = command.ItemId,
            WordsSealed = cipher.Seal(desk.Db.DistrictId, DataRequest.WordsField, words),
            AskedAt = desk.Now,
            DueAt = desk.Calendar.CivilDueAt(desk.Now, DataRequest.WorkingDays),
        }.For(cipher.Seal(desk.Db.DistrictId, DataRequest.PhoneField, phone)!);
        desk.Db.Add(request);
        try
        {
            await desk.Db.Save(ct);
            return request.Id;
        }
        catch (DuplicateKey)
        {
            desk.Db.Forget();
            return await Same(waiting, command, ct) ?? throw new StaleVersion(0); // answered in the same moment
        }
    }

    /// <exception cref="NotFound">Not there, or somebody else's.</exception>
    /// <exception cref="RuleViolation"><c>data.answered</c>.</exception>
    public async Task TakeBack(Guid id, Actor actor, CancellationToken ct)
    {
        var request =
            await desk.Db.Set<DataRequest>().FirstOrDefaultAsync(r => r.Id == id && r.ResidentId == actor.AccountId, ct)
            ?? throw new NotFound("request");
        request.End(DataRequestState.TakenBack, null, 0, null, desk.Now);
        await desk.Db.Save(ct);
    }

    private static Task<Guid?> Same(IQueryable<DataRequest> waiting, Command command, CancellationToken ct) =>
        waiting.Where(r => r.Kind == command.Kind && r.ItemId == command.ItemId).Select(r => (Guid?)r.Id).FirstOrDefaultAsync(ct);

    private async Task<string> KindOf(Guid item, string phone, CancellationToken ct)
    {
        foreach (var source in sources)
            if ((await source.Of(phone, ct)).Any(i => i.Id == item))
                return source.Kind;
        throw new NotFound("item");
    }
}
