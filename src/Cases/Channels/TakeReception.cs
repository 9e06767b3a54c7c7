using Gezhi.Cases.Contract;
using Gezhi.Cases.Reporting;
using Gezhi.Platform.Actors;
using Gezhi.Platform.Files;
using Gezhi.Platform.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Gezhi.Cases.Channels;

/// <summary>Where else a visitor has already brought the same matter: whoever decides must know it (a matter before a court is not taken up). 是否另有途径</summary>
public enum OtherRoad
{
    /// <summary>没有.</summary>
    None,

    /// <summary>信访.</summary>
    Petition,

    /// <summary>诉讼或仲裁.</summary>
    Court,

    /// <summary>行政复议.</summary>
    Review,
}

/// <summary>Takes down what a visitor said to whoever received them. 接访登记</summary>
public sealed class TakeReception(CreateReport create)
{
    /// <param name="Text">What happened, in the visitor's words.</param>
    /// <param name="Wish">What they want; null when they left it open.</param>
    /// <param name="People">How many came.</param>
    /// <param name="Road">Where else they brought it.</param>
    /// <param name="Phone">For the answer; null: the answer goes to whoever received them, to be handed on.</param>
    /// <param name="RegisterNo">Number in the paper register.</param>
    public sealed record Command(
        [property: Needed, Longest(8000)] string Text,
        [property: Longest(1000)] string? Wish = null,
        [property: Between(1, 500)] int People = 1,
        OtherRoad Road = OtherRoad.None,
        double? Lon = null,
        double? Lat = null,
        string? PlaceText = null,
        string? Phone = null,
        bool IsUrgent = false,
        string? RegisterNo = null
    );

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapReport<TakeReception, Command>("/receptions", (f, command, files, key, actor, ct) => f.Run(command, files, key, actor, ct))
            .WithSummary("接访登记 · A visitor was received");

    /// <exception cref="RuleViolation"><c>place.outside</c>, <c>file.*</c>.</exception>
    public Task<CreateReport.Receipt> Run(
        Command command,
        IReadOnlyList<IncomingFile> files,
        string? key,
        Actor actor,
        CancellationToken ct
    )
    {
        Input.Check(command);
        return create.Run(
            new CreateReport.Command(
                Channel.Reception,
                Words(command),
                command.Lon,
                command.Lat,
                PlaceText: command.PlaceText,
                Phone: command.Phone,
                IsUrgent: command.IsUrgent,
                ChannelNo: command.RegisterNo
            ),
            files,
            key,
            actor,
            ct
        );
    }

    /// <summary>The record's own language is Chinese.</summary>
    private static string Words(Command command)
    {
        var words = command.Text.Trim();
        if (!string.IsNullOrWhiteSpace(command.Wish))
            words += $"\n希望：{command.Wish.Trim()}";
        if (command.People > 1)
            words += $"\n来访 {command.People} 人";
        return command.Road switch
        {
            OtherRoad.Petition => words + "\n同一件事已在信访",
            OtherRoad.Court => words + "\n同一件事已在诉讼或仲裁",
            OtherRoad.Review => words + "\n同一件事已在行政复议",
            _ => words,
        };
    }
}
