using Microsoft.Extensions.Configuration;

namespace Gezhi.Platform.Notify;

/// <summary>Hands each message to the sender of its medium, as the configuration describes them. 按渠道发送</summary>
public sealed class RoutedSender : IMessageSender, IDisposable
{
    private readonly SmtpSender? email;
    private readonly Dictionary<string, HttpSender> gateways;
    private readonly TimeProvider clock;

    private RoutedSender(SmtpSender? email, Dictionary<string, HttpSender> gateways, TimeProvider clock) =>
        (this.email, this.gateways, this.clock) = (email, gateways, clock);

    /// <summary>Ready for codes and answers means: text messages can be sent.</summary>
    public bool IsReady => Carries(Media.Sms);

    public bool Carries(string medium) => medium == Media.Email ? email is not null : gateways.ContainsKey(medium);

    public bool KnowsIds(string medium) => gateways.TryGetValue(medium, out var gateway) && gateway.KnowsIds;

    /// <summary>Whether any medium is described.</summary>
    public static bool IsDescribed(IConfiguration configuration) =>
        Section(configuration, Media.Email)["Host"] is { Length: > 0 }
        || Media.All.Any(m => m != Media.Email && Section(configuration, m)["Url"] is { Length: > 0 });

    /// <exception cref="InvalidOperationException">A section is incomplete.</exception>
    public static RoutedSender From(IConfiguration configuration, TimeProvider clock)
    {
        var mail = Section(configuration, Media.Email);
        return new RoutedSender(
            mail["Host"] is { Length: > 0 } ? new SmtpSender(SmtpSettings.Read(mail), clock) : null,
            Media
                .All.Where(m => m != Media.Email && Section(configuration, m)["Url"] is { Length: > 0 })
                .ToDictionary(m => m, m => new HttpSender(GatewaySettings.From(Section(configuration, m)), clock)),
            clock
        );
    }

    public Task Send(string channel, string address, string text, CancellationToken ct) =>
        Send(new Outgoing(Ids.New(clock.UtcNow), channel, address, text, "格治"), ct);

    public Task Send(Outgoing message, CancellationToken ct) =>
        message.Medium == Media.Email && email is not null ? email.Send(message, ct)
        : gateways.TryGetValue(message.Medium, out var gateway) ? gateway.Send(message, ct)
        : throw new MessageNotSent($"no sender is configured for {message.Medium}");

    public void Dispose()
    {
        foreach (var gateway in gateways.Values)
            gateway.Dispose();
    }

    private static IConfigurationSection Section(IConfiguration configuration, string medium) =>
        configuration.GetSection(
            medium switch
            {
                Media.Email => "Messages:Email",
                Media.Sms => "Messages:Sms",
                Media.WeChat => "Messages:WeChat",
                _ => throw new ArgumentOutOfRangeException(nameof(medium), medium, null),
            }
        );
}
