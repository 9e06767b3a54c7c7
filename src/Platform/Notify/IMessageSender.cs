#pragma warning disable
namespace Gezhi.Platform.Notify;

public interface IMessageSender
{
    Task Send(string channel, string address, string text, CancellationToken ct);
}
