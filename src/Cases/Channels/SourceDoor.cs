using System.Globalization;
using Gezhi.Cases.Contract;
using Gezhi.Platform;
using Gezhi.Platform.Data;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Gezhi.Cases.Channels;

/// <summary>The one door for connected systems: key, share of requests, signature, then the channel's adapter. 来源接口</summary>
/// <remarks>Anonymous for the browser's sign-in: the key says who it is. What is refused is written down for the administrator.</remarks>
internal sealed class SourceDoor(
    GezhiDb db,
    SourceKeys keys,
    SourceSignatures signatures,
    SourceIntake intake,
    DeviceAlarms alarms,
    IEnumerable<ChannelAdapter> adapters,
    ProblemMapper problems,
    Districts districts,
    TimeProvider clock
)
{
    /// <summary>Header of the key.</summary>
    public const string KeyHeader = "X-Gezhi-Key";

    /// <summary>Bodies above this lie in a file while they are read.</summary>
    private const int InMemory = 1 << 20;

    /// <param name="ReceiptNo">12 characters; whoever holds it sees the progress under <paramref name="Href"/>.</param>
    /// <param name="Hash">Hash of the first row of the record, hex.</param>
    /// <param name="IsRepeat">It was here before: nothing was opened.</param>
    public sealed record Taken(string? No, string? ReceiptNo, string? Hash, string? Href, bool IsRepeat);

    public static void Map(IEndpointRouteBuilder api)
    {
        var channels = api.MapGroup("/channels/{channel}").AllowAnonymous();
        channels
            .MapPost("/reports", (string channel, HttpContext http, SourceDoor door, CancellationToken ct) => door.Say(channel, http, ct))
            .WithSummary("来源上报 · A connected system reports")
            .Accepts<IFormFile>("application/json", "multipart/form-data");
        channels
            .MapGet("/answers", (string channel, HttpContext http, SourceDoor door, CancellationToken ct) => door.Ask(channel, http, ct))
            .WithSummary("取答复 · Answers not yet fetched");
        channels
            .MapPost(
                "/answers/taken",
                (string channel, TakenList list, HttpContext http, SourceDoor door, CancellationToken ct) =>
                    door.Took(channel, list, http, ct)
            )
            .WithSummary("答复已取 · These were fetched");
    }

    /// <param name="Events">Ids of the answers that were fetched and kept.</param>
    public sealed record TakenList(IReadOnlyList<Guid>? Events);

    private async Task<IResult> Say(string channel, HttpContext http, CancellationToken ct)
    {
        var adapter = Adapter(channel);
        if (await Enter(adapter, http, SourceSwitches.AnswersOnly, ct) is not { } row)
            return Results.Empty;
        var source = row.View();
        var no = "";
        try
        {
            if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = adapter.LongestBody;
            http.Request.EnableBuffering(InMemory, adapter.LongestBody);
            var seal = await signatures.Check(row, http.Request, db, ct);
            var said = await adapter.Read(http.Request, source, ct);
            no = said.Report.No ?? "";
            var receipt = said.Device is null
                ? await intake.Take(source, said.Report, said.Files, ct)
                : await alarms.Take(source, said, ct);
            await signatures.Done(seal, db, ct);
            return Answer(said, receipt);
        }
        catch (WrongSignature wrong)
        {
            await keys.Failed(db, source, wrong.Code, null, ct);
            await problems.Refuse(http, StatusCodes.Status401Unauthorized, wrong.Code);
            return Results.Empty;
        }
        catch (Exception refusal) when (problems.Explain(refusal, CultureInfo.InvariantCulture) is { Status: < 500 } problem)
        {
            await keys.Failed(db, source, FieldCode(refusal) ?? problem.Code, no, ct);
            throw;
        }
    }

    private static IResult Answer(SourceSaid said, SourceReceipt? receipt)
    {
        var href = receipt is null ? null : $"/receipt/{receipt.ReceiptNo}";
        var taken = new Taken(said.Report.No, receipt?.ReceiptNo, receipt?.Hash, href, receipt?.IsRepeat ?? true);
        return receipt is { IsRepeat: false } ? Results.Created(href, taken) : Results.Ok(taken);
    }

    private async Task<IResult> Ask(string channel, HttpContext http, CancellationToken ct)
    {
        var adapter = Adapter(channel);
        if (await Enter(adapter, http, SourceSwitches.ReportsOnly, ct) is not { } row)
            return Results.Empty;
        var due = await db.Set<SourceAnswer>()
            .AsNoTracking()
            .Where(a => a.SourceId == row.Id && a.LeftAt == null)
            .OrderBy(a => a.Id)
            .Take(100)
            .ToListAsync(ct);
        return Results.Ok(due.OrderBy(a => a.At).ThenBy(a => a.Sequence).Select(a => adapter.Write(a.Told())));
    }

    private async Task<IResult> Took(string channel, TakenList list, HttpContext http, CancellationToken ct)
    {
        if (await Enter(Adapter(channel), http, SourceSwitches.ReportsOnly, ct) is not { } row)
            return Results.Empty;
        if (list.Events is not { Count: > 0 and <= 1000 } events)
            throw new InvalidInput("events", "input.required");
        var now = clock.UtcNow;
        using var turn = await db.Dialect.WriteTurn(false, ct);
        var marked = await db.Set<SourceAnswer>()
            .Where(a => a.SourceId == row.Id && a.LeftAt == null && events.Contains(a.Id))
            .ExecuteUpdateAsync(a => a.SetProperty(x => x.LeftAt, now), ct);
        return Results.Ok(new { marked });
    }

    /// <summary>The system, when its key opens this channel and door and its share is not used up; else the answer is written.</summary>
    /// <param name="closedBy">The option of a key with which this door stays shut.</param>
    private async Task<ChannelSource?> Enter(ChannelAdapter adapter, HttpContext http, string closedBy, CancellationToken ct)
    {
        var key = http.Request.Headers[KeyHeader].ToString();
        if (SourceKeys.DistrictOf(key) is { } district && districts.All.Contains(district))
            db.In(district);
        var row = await keys.Row(db, key, adapter.Channel, ct);
        if ((row is null ? keys.Stranger(http) : keys.Wait(row.View())) is not { } wait)
        {
            if (row?.View().Has(closedBy) == false)
                return row;
            if (row is null)
                await problems.Refuse(http, StatusCodes.Status401Unauthorized, "source.key");
            else
                await problems.Refuse(http, StatusCodes.Status403Forbidden, "source.scope");
            return null;
        }
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        await problems.Refuse(http, StatusCodes.Status429TooManyRequests, "source.busy");
        return null;
    }

    private ChannelAdapter Adapter(string path) => adapters.FirstOrDefault(a => a.Path == path) ?? throw new NotFound("channel");

    /// <summary>What exactly was wrong, where the general code says only that something was.</summary>
    private static string? FieldCode(Exception refusal) =>
        refusal is InvalidInput { Errors: var errors } ? errors.Values.SelectMany(codes => codes).FirstOrDefault() : null;
}
