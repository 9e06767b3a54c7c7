using System.Globalization;
using Gezhi.Council.Files;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Council.Suggestions;

/// <summary>A resident gives a suggestion, supports another's, rates the answer, takes it back. 提建议</summary>
public sealed class GiveSuggestion(CouncilDesk desk, FieldCipher cipher, ResidentPhones phones, FileIntake intake)
{
    /// <param name="AreaCode">Where; null: of the call, else the whole district.</param>
    /// <param name="MayShow">Everybody may read it, in words of staff, without name.</param>
    /// <param name="CallId">The call it answers; null: none.</param>
    public sealed record Command(
        [property: Needed] SuggestionKind? Kind,
        [property: Needed, Longest(Suggestion.LongestWords)] string Words,
        [property: Longest(17)] string? AreaCode = null,
        bool MayShow = true,
        Guid? CallId = null
    );

    public sealed record Given(Guid Id, string No);

    public sealed record Supported(Guid Id, int Supports, bool IsMine);

    public sealed record Rating([property: Needed, Between(1, 5)] int? Stars);

    public static void Map(IEndpointRouteBuilder anybody, IEndpointRouteBuilder residents)
    {
        anybody
            .MapPost(
                "",
                (Command command, HttpRequest request, GiveSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Run(command, [], request.Headers["Idempotency-Key"].FirstOrDefault(), actor, ct)
            )
            .WithSummary("提建议 · Give a suggestion");
        residents
            .MapPost(
                "/{suggestionId:guid}/support",
                (Guid suggestionId, GiveSuggestion feature, Actor actor, CancellationToken ct) => feature.Support(suggestionId, actor, ct)
            )
            .WithSummary("附议，再点一次取消 · Support a suggestion; once more takes it back");
        residents
            .MapPost(
                "/{suggestionId:guid}/rating",
                (Guid suggestionId, Rating command, GiveSuggestion feature, Actor actor, CancellationToken ct) =>
                    feature.Rate(suggestionId, command, actor, ct)
            )
            .WithSummary("评价答复 · Rate the answer");
        residents
            .MapPost(
                "/{suggestionId:guid}/withdrawal",
                (Guid suggestionId, GiveSuggestion feature, Actor actor, CancellationToken ct) => feature.Withdraw(suggestionId, actor, ct)
            )
            .WithSummary("撤回建议 · Withdraw a suggestion");
    }

    /// <exception cref="RuleViolation"><c>suggestion.call-over</c>, <c>file.*</c>.</exception>
    public async Task<Given> Run(Command command, IReadOnlyList<IncomingFile> photos, string? key, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        if (photos.Count > Suggestion.MostPhotos)
            throw new RuleViolation("file.too-many", Suggestion.MostPhotos);
        var words = CouncilDesk.Needed(nameof(command.Words), command.Words);
        var area = command.AreaCode is { Length: > 0 } code ? desk.Area(nameof(command.AreaCode), code) : null;
        var phone = await phones.Of(actor, ct);
        return await desk.Db.Again(
            () =>
                Once.Run(
                    desk.Db,
                    "suggestion",
                    Once.Bound(key, actor.AccountId, null),
                    new
                    {
                        command.Kind,
                        command.CallId,
                        Print = Convert.ToHexString(cipher.Mark(desk.Db.DistrictId, Suggestion.WordsField, words)),
                    },
                    desk.Now,
                    () => Give(command, words, area, phone, photos, actor, ct),
                    ct
                ),
            ct
        );
    }

    private async Task<Given> Give(
        Command command,
        string words,
        string? area,
        string? phone,
        IReadOnlyList<IncomingFile> photos,
        Actor actor,
        CancellationToken ct
    )
    {
        var call = command.CallId is { } callId
            ? await desk.Db.Set<OpinionCall>().AsNoTracking().FirstOrDefaultAsync(c => c.Id == callId, ct)
                ?? throw new NotFound("opinion-call")
            : null;
        if (call?.Takes(desk.Today) == false)
            throw new RuleViolation("suggestion.call-over");
        var suggestion = new Suggestion
        {
            DistrictId = desk.Db.DistrictId,
            Id = Ids.New(desk.Now),
            No = ReceiptNo.New().Value,
            CallId = call?.Id,
            Kind = command.Kind!.Value,
            AreaCode = area ?? call?.AreaCode ?? desk.District,
            MayShow = command.MayShow,
            CreatedAt = desk.Now,
            Language = CultureInfo.CurrentUICulture.Name,
        };
        var district = desk.Db.DistrictId;
        suggestion.Say(
            cipher.Seal(district, Suggestion.WordsField, words),
            cipher.Seal(district, Suggestion.PhoneFieldName, phone),
            cipher.Index(district, Suggestion.PhoneFieldName, phone),
            phone is null ? null : actor.AccountId
        );
        await intake.Keep(desk, suggestion.Id, photos, CouncilFileKind.Evidence, "", ct);
        desk.Db.Add(suggestion);
        desk.Db.Audit(actor, "suggestion.given", suggestion.Id, "", desk.Now);
        return new Given(suggestion.Id, ReceiptNo.Parse(suggestion.No).Display);
    }

    /// <summary>Once an account; a second time takes it back.</summary>
    /// <exception cref="NotFound">Not there, or not public.</exception>
    /// <exception cref="RuleViolation"><c>suggestion.closed</c>: it is answered.</exception>
    public Task<Supported> Support(Guid suggestionId, Actor actor, CancellationToken ct) =>
        desk.Db.Again(
            async () =>
            {
                if (actor is not { Kind: ActorKind.Resident, AccountId: { } me })
                    throw new NotFound("resident");
                var suggestion = await desk.Db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == suggestionId, ct)
                    is { IsPublic: true } found
                    ? found
                    : throw new NotFound("suggestion");
                var mark = MarkOf(cipher, suggestion, me);
                var known = await desk
                    .Db.Set<SuggestionSupport>()
                    .FirstOrDefaultAsync(s => s.SuggestionId == suggestionId && s.Mark == mark, ct);
                if (known is null)
                    desk.Db.Add(
                        new SuggestionSupport
                        {
                            DistrictId = desk.Db.DistrictId,
                            SuggestionId = suggestionId,
                            Mark = mark,
                        }
                    );
                else
                    desk.Db.Remove(known);
                suggestion.Supports += known is null ? 1 : -1;
                await desk.Db.Save(ct);
                return new Supported(suggestionId, suggestion.Supports, known is null);
            },
            ct
        );

    internal static string MarkOf(FieldCipher cipher, Suggestion suggestion, Guid accountId) =>
        Convert.ToHexStringLower(cipher.Mark(suggestion.DistrictId, SuggestionSupport.MarkField, $"{suggestion.Id:N}{accountId:N}"));

    /// <exception cref="RuleViolation"><c>suggestion.not-answered</c>.</exception>
    public async Task<Given> Rate(Guid suggestionId, Rating command, Actor actor, CancellationToken ct)
    {
        Input.Check(command);
        var own = await Own(suggestionId, actor, ct);
        own.Rate(command.Stars!.Value);
        return await Save(own, actor, "suggestion.rated", ct);
    }

    /// <exception cref="RuleViolation"><c>suggestion.answered</c>.</exception>
    public async Task<Given> Withdraw(Guid suggestionId, Actor actor, CancellationToken ct)
    {
        var own = await Own(suggestionId, actor, ct);
        own.Withdraw();
        await SuggestionForget.Whole(desk.Db, own, ct);
        return await Save(own, actor, "suggestion.withdrawn", ct);
    }

    private async Task<Given> Save(Suggestion suggestion, Actor actor, string action, CancellationToken ct)
    {
        desk.Db.Audit(actor, action, suggestion.Id, "", desk.Now);
        await desk.Db.Save(ct);
        return new Given(suggestion.Id, ReceiptNo.Parse(suggestion.No).Display);
    }

    private async Task<Suggestion> Own(Guid suggestionId, Actor actor, CancellationToken ct) =>
        actor is { Kind: ActorKind.Resident, AccountId: { } me }
        && await desk.Db.Set<Suggestion>().FirstOrDefaultAsync(s => s.Id == suggestionId && s.ResidentId == me, ct) is { } own
            ? own
            : throw new NotFound("suggestion");
}
