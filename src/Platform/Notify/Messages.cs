using System.Text;
using System.Text.Json;
using Gezhi.Platform.Protection;
using Gezhi.Platform.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Gezhi.Platform.Notify;

/// <summary>Chooses the sender by <c>Messages:Sender</c>. 消息发送配置</summary>
/// <remarks>
/// Routes: each medium by its own section (<c>Messages:Email</c>, <c>Messages:Sms</c>, <c>Messages:WeChat</c>); the default as soon as one of them stands there.
/// Console (otherwise the default in Development), File, None (otherwise the default). See docs/operate/notifications.md.
/// </remarks>
public static class Messages
{
    public static IServiceCollection AddMessages(
        this IServiceCollection services,
        IConfiguration configuration,
        IHostEnvironment environment
    )
    {
        switch (configuration["Messages:Sender"] ?? Usual(configuration, environment))
        {
            case "Console" when environment.IsProduction():
                throw new InvalidOperationException("Messages:Sender is Console: codes would stand on the console of a production server");
            case "Console":
                services.TryAddSingleton<IMessageSender>(new ConsoleMessageSender(Console.Out));
                break;
            case "File":
                services.TryAddSingleton<IMessageSender, FileMessageSender>();
                break;
            case "None":
                services.TryAddSingleton<IMessageSender, NoMessageSender>();
                break;
            case "Routes":
                services.TryAddSingleton<IMessageSender>(p => RoutedSender.From(configuration, p.GetRequiredService<TimeProvider>()));
                break;
            case var other:
                throw new InvalidOperationException($"Messages:Sender is '{other}'; it must be Routes, Console, File or None");
        }
        return services;
    }

    private static string Usual(IConfiguration configuration, IHostEnvironment environment) =>
        RoutedSender.IsDescribed(configuration) ? "Routes"
        : environment.IsDevelopment() ? "Console"
        : "None";
}

/// <summary>Shows messages to the developer on the console, never in the log. 控制台发送</summary>
public sealed class ConsoleMessageSender(TextWriter console) : IMessageSender
{
    public bool IsReady => true;

    public Task Send(string channel, string address, string text, CancellationToken ct) =>
        console.WriteLineAsync($"[{channel} → {Mask.Phone(address)}] {text}".AsMemory(), ct);
}

/// <summary>Appends messages as JSON lines to <c>messages.jsonl</c> in the data folder: for trials, and for a gateway that reads files. 文件发送</summary>
public sealed class FileMessageSender(StorageRoot root, TimeProvider clock) : IMessageSender, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    public bool IsReady => true;

    public async Task Send(string channel, string address, string text, CancellationToken ct)
    {
        var line = JsonSerializer.Serialize(
            new
            {
                At = clock.UtcNow,
                Channel = channel,
                Address = address,
                Text = text,
            }
        );
        await one.WaitAsync(ct);
        try
        {
            await using var file = new FileStream(Path.Combine(root.Path, "messages.jsonl"), ForItsOwner());
            await file.WriteAsync(Encoding.UTF8.GetBytes(line + "\n"), ct);
        }
        catch (IOException e)
        {
            throw new MessageNotSent("the message file cannot be written", e);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    /// <summary>The file holds phones and codes in plain text: made readable by its owner only (0600).</summary>
    private static FileStreamOptions ForItsOwner()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Append,
            Access = FileAccess.Write,
            Share = FileShare.Read,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}

/// <summary>No gateway is configured: says so. 未配置发送</summary>
public sealed class NoMessageSender : IMessageSender
{
    public bool IsReady => false;

    public Task Send(string channel, string address, string text, CancellationToken ct) =>
        throw new MessageNotSent("no message sender is configured (Messages:Sender)");
}
