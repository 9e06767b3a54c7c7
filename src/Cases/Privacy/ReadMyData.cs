using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Gezhi.Cases.Resident;
using Gezhi.Identity.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Audit;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Gezhi.Cases.Privacy;

/// <summary>What is kept of the resident who signed in: what, why, since when, who looked; and a copy to take along. 本人信息</summary>
public sealed class ReadMyData(
    GezhiDb db,
    IEnumerable<IKeptData> sources,
    ResidentPhones phones,
    MyConsents consents,
    HoldBook holds,
    TimeProvider clock,
    IStringLocalizer T
)
{
    /// <summary>Most times that somebody looked, the newest.</summary>
    public const int MostLooks = 200;

    /// <summary>Kind of a look at the record of a consent.</summary>
    public const string ConsentKind = "consent";

    /// <summary>Action of the trail by which somebody looked at one.</summary>
    private const string ConsentLook = "consent.opened";

    private static readonly JsonSerializerOptions Written = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() },
    };

    /// <param name="At">UTC.</param>
    /// <param name="Purpose">In the reader's words.</param>
    public sealed record Look(string Kind, Guid ItemId, DateTime At, string Purpose);

    /// <param name="Phone">Masked.</param>
    /// <param name="Looks">At the items, and at the records of consents.</param>
    /// <param name="HeldUntil">Last local day on which the sign-in is not deleted; null: not held.</param>
    public sealed record View(string Phone, IReadOnlyList<KeptItem> Items, IReadOnlyList<Look> Looks, DateOnly? HeldUntil = null);

    public static void Map(IEndpointRouteBuilder routes, IEndpointRouteBuilder api)
    {
        routes
            .MapGet("/my/data/copy", (ReadMyData read, Actor actor, HttpContext http, CancellationToken ct) => read.Copy(actor, http, ct))
            .RequireResident()
            .ExcludeFromDescription();
        api.MapGroup("/my")
            .RequireResident()
            .MapGet(
                "/data",
                async (ReadMyData read, Actor actor, HttpContext http, CancellationToken ct) =>
                {
                    http.NotForOthers();
                    return await read.Run(actor, ct);
                }
            )
            .WithSummary("本人信息 · What is kept of me");
    }

    /// <exception cref="NotFound">Nobody who signed in by phone.</exception>
    public async Task<View> Run(Actor actor, CancellationToken ct)
    {
        var phone = await phones.Of(actor, ct) ?? throw new NotFound("resident");
        var items = new List<KeptItem>();
        foreach (var source in sources)
            items.AddRange(await source.Of(phone, ct));
        var agreed = (await consents.Run(actor, ct)).Select(c => c.Id).ToList();
        var held = actor.AccountId is { } account ? await holds.Until(account, ct) : null;
        return new View(Mask.Phone(phone), items, await Looks(items, agreed, ct), held);
    }

    private async Task<List<Look>> Looks(List<KeptItem> items, List<Guid> agreed, CancellationToken ct)
    {
        var opened = sources.Where(s => s.Looks.Count > 0).Select(s => s.Kind).ToHashSet(); // the others may name the same thing for another reason
        var kinds = items.Where(i => opened.Contains(i.Kind)).ToDictionary(i => i.Id, i => i.Kind);
        foreach (var consent in agreed)
            kinds.TryAdd(consent, ConsentKind);
        var ids = kinds.Keys.Select(id => (Guid?)id).ToList();
        var actions = sources.SelectMany(s => s.Looks).Append(ConsentLook).ToList();
        var rows = await db.Set<AuditRow>()
            .AsNoTracking()
            .Where(a => ids.Contains(a.SubjectId) && actions.Contains(a.Action))
            .OrderByDescending(a => a.Id)
            .Take(MostLooks)
            .ToListAsync(ct);
        var byKind = sources.ToDictionary(s => s.Kind);
        return rows.ConvertAll(a => (Row: a, Kind: kinds[a.SubjectId!.Value]))
            .ConvertAll(a => new Look(
                a.Kind,
                a.Row.SubjectId!.Value,
                a.Row.At,
                a.Kind == ConsentKind ? T["核对同意记录"].Value : byKind[a.Kind].Purpose(a.Row.Detail)
            ));
    }

    /// <summary>Everything in one file, for the person alone.</summary>
    private async Task<IResult> Copy(Actor actor, HttpContext http, CancellationToken ct)
    {
        http.NotForOthers();
        var view = await Run(actor, ct);
        var copy = new
        {
            MadeAt = clock.UtcNow,
            view.Phone,
            Items = view.Items.Select(i => new
            {
                i.Kind,
                i.Id,
                i.Title,
                i.Why,
                i.Basis,
                i.Since,
                Fields = i.Fields.Select(f => new { f.Name, f.Value }),
            }),
            view.Looks,
            Consents = (await consents.Run(actor, ct)).Select(c => new
            {
                c.Purpose,
                c.Text.Number,
                c.Text.Title,
                c.Text.Words,
                c.Text.Fields,
                c.Text.Keep,
                c.Text.Effect,
                c.GivenAt,
                c.Channel,
                c.GivenBy,
                c.Relation,
                RecordedBy = c.Post,
                c.WithdrawnAt,
            }),
        };
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(copy, Written), "application/json; charset=utf-8", "my-data.json");
    }
}
